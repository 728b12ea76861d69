namespace BillingContext;

/// <summary>What one merchant has entrusted to the host: keys, webhook secrets, and what may be done with them.</summary>
public sealed class MerchantCredentials
{
    /// <param name="merchant">Whose credentials these are.</param>
    /// <param name="readKey">The key for reading; a restricted key with read permissions is enough.</param>
    /// <param name="writeKey">The key for refunds, if it is another one.</param>
    /// <exception cref="ArgumentException">The two keys are of different modes.</exception>
    public MerchantCredentials(MerchantId merchant, StripeApiKey readKey, StripeApiKey? writeKey = null)
    {
        ArgumentNullException.ThrowIfNull(readKey);
        if (writeKey is not null && writeKey.Livemode != readKey.Livemode)
        {
            throw new ArgumentException("The write key and the read key are of different modes: use two test keys or two live keys.", nameof(writeKey));
        }

        Merchant = merchant;
        ReadKey = readKey;
        WriteKey = writeKey ?? readKey;
    }

    /// <summary>Everything of other credentials, to change some of it: <c>new MerchantCredentials(kept) { EnableRefunds = true }</c>.</summary>
    /// <param name="other">What to begin with.</param>
    public MerchantCredentials(MerchantCredentials other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (Merchant, ReadKey, WriteKey, Account, WebhookSecrets) = (other.Merchant, other.ReadKey, other.WriteKey, other.Account, other.WebhookSecrets);
        (EnableRefunds, EnableCancellations, RefundLimits) = (other.EnableRefunds, other.EnableCancellations, other.RefundLimits);
        (AllowOwnApproval, OrderReferenceKeys, DestinationChargeRefunds) = (other.AllowOwnApproval, other.OrderReferenceKeys, other.DestinationChargeRefunds);
    }

    /// <summary>Whose credentials these are.</summary>
    public MerchantId Merchant { get; }

    /// <summary>The key that reads.</summary>
    public StripeApiKey ReadKey { get; }

    /// <summary>The key that refunds; the read key unless another was given.</summary>
    public StripeApiKey WriteKey { get; }

    /// <summary>The connected account to act for, sent as <c>Stripe-Account</c>; null for the keys' own account.</summary>
    public StripeAccountId? Account { get; init; }

    /// <summary>The secrets webhooks may be signed with: two while one is being rolled. Empty: every webhook is rejected.</summary>
    public IReadOnlyList<WebhookSecret> WebhookSecrets { get; init; } = [];

    /// <summary>Whether this merchant's payments may be refunded; null follows <see cref="BillingContextOptions.EnableRefunds"/>.</summary>
    public bool? EnableRefunds { get; init; }

    /// <summary>Whether this merchant's subscriptions may be canceled; null follows <see cref="BillingContextOptions.EnableCancellations"/>.</summary>
    public bool? EnableCancellations { get; init; }

    /// <summary>How many refunds, and how much money, may go out in any stretch of time; null follows <see cref="BillingContextOptions.RefundLimits"/>.</summary>
    public IReadOnlyList<RefundLimit>? RefundLimits { get; init; }

    /// <summary>Whether a person may approve what they asked for themselves.</summary>
    /// <value>The default is false: a second person must.</value>
    public bool AllowOwnApproval { get; init; }

    /// <summary>Keys of the payments' metadata under which the merchant keeps order numbers, such as <c>order_id</c>, in order of preference.</summary>
    public IReadOnlyList<string> OrderReferenceKeys { get; init; } = [];

    /// <summary>Who pays when a destination charge is refunded.</summary>
    /// <value>The default is <see cref="DestinationChargeRefunds.NeedsPerson"/>.</value>
    public DestinationChargeRefunds DestinationChargeRefunds { get; init; }

    /// <summary>Merchant, account and mode.</summary>
    public StripeScope Scope => new(Merchant, Account, ReadKey.Livemode);

    /// <summary>The scope only.</summary>
    public override string ToString() => Scope.ToString();
}
