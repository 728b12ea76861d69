using BillingContext.Testing;

namespace BillingContext.AspNetCore.Tests.Framework;

/// <summary>A host's merchants, whose secrets can be changed while it runs.</summary>
internal sealed class Merchants : IMerchantCredentialsProvider
{
    internal const string SecretOfA = "whsec_secret_of_merchant_a_with_enough_bytes";
    internal const string SecretOfB = "whsec_secret_of_merchant_b_with_enough_bytes";

    private readonly Dictionary<string, string[]> secrets = new() { ["a"] = [SecretOfA], ["b"] = [SecretOfB] };

    internal bool AreAway { get; set; }

    /// <summary>Whose record cannot be read, and by which code.</summary>
    internal (string Merchant, string Code)? Closed { get; set; }

    internal void Rotate(string merchant, params string[] to) => secrets[merchant] = to;

    public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        AreAway ? throw new InvalidOperationException("vault canary-vault-token")
        : Closed is { } closed && closed.Merchant == merchant.Value ? throw new BillingException(closed.Code, "canary-row")
        : new(Of(merchant.Value));

    public ValueTask<MerchantCredentials?> FindAsync(StripeAccountId? account, bool livemode, CancellationToken cancellationToken) =>
        new(new[] { Of("a"), Of("b") }.SingleOrDefault(one => one!.Account == account && one.ReadKey.Livemode == livemode));

    private MerchantCredentials? Of(string merchant) => secrets.TryGetValue(merchant, out var all)
        ? new MerchantCredentials(new MerchantId(merchant), StripeApiKey.Parse(StripeSimulator.SecretKey))
        {
            Account = new StripeAccountId($"acct_{merchant}"),
            WebhookSecrets = [.. all.Select(WebhookSecret.Parse)],
        }
        : null;
}
