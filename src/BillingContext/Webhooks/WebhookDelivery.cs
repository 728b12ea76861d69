namespace BillingContext.Webhooks;

/// <summary>One HTTP request from Stripe, as it arrived.</summary>
/// <param name="Body">The raw bytes: not a parsed and written-again copy, or the signature will not match.</param>
/// <param name="Signature">The <c>Stripe-Signature</c> header; null if it was missing.</param>
public sealed record WebhookDelivery(ReadOnlyMemory<byte> Body, string? Signature)
{
    /// <summary>How many bytes a body may have; Stripe's events are far smaller. Stop reading there.</summary>
    public const int LargestBody = 256 * 1024;

    /// <summary>Whose endpoint was called.</summary>
    public MerchantId Merchant { get; init; }

    /// <summary>
    /// The endpoint serves several merchants: whose event it is, is told by its account and mode (<see cref="IMerchantCredentialsProvider.FindAsync"/>),
    /// and counts only if one of that merchant's own secrets signed it. <see cref="Merchant"/> is passed over.
    /// </summary>
    public bool FindMerchant { get; init; }

    /// <summary>The size only.</summary>
    public override string ToString() => $"{Body.Length} bytes for {Merchant}";
}
