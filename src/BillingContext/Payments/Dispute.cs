namespace BillingContext.Payments;

/// <summary>A customer's complaint to their bank about a charge. One charge may have several.</summary>
/// <remarks>Source: https://docs.stripe.com/api/disputes/object.</remarks>
public sealed record Dispute
{
    /// <summary>The dispute's id.</summary>
    public required DisputeId Id { get; init; }

    /// <summary>The disputed charge.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>The disputed payment.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>Where it stands.</summary>
    public DisputeStatus Status { get; init; }

    /// <summary>Stripe's own word for the status, also when this version does not know it.</summary>
    public required string StripeStatus { get; init; }

    /// <summary>Stripe's word for the reason, such as <c>product_not_received</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>How much is disputed.</summary>
    public required Money Amount { get; init; }

    /// <summary>When it was opened (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when evidence can be given (UTC); null if the bank allows no answer.</summary>
    public DateTimeOffset? EvidenceDueBy { get; init; }

    /// <summary>Whether Stripe would still take a refund of the charge.</summary>
    public bool IsChargeRefundable { get; init; }

    /// <summary>Id, status and amount.</summary>
    public override string ToString() => $"{Id} {StripeStatus} {Amount}";
}
