namespace BillingContext.Webhooks;

/// <summary>One HTTP request from Stripe, as it arrived.</summary>
/// <param name="Body">The raw bytes: not a parsed and written-again copy, or the signature will not match.</param>
/// <param name="Signature">The <c>Stripe-Signature</c> header; null if it was missing.</param>
public sealed record WebhookDelivery(ReadOnlyMemory<byte> Body, string? Signature)
{
    /// <summary>Whose endpoint was called.</summary>
    public MerchantId Merchant { get; init; }

    /// <summary>The size only.</summary>
    public override string ToString() => $"{Body.Length} bytes for {Merchant}";
}
