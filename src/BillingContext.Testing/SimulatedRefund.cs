namespace BillingContext.Testing;

/// <summary>A refund as it stands, for assertions.</summary>
public sealed record SimulatedRefund
{
    internal SimulatedRefund()
    {
    }

    /// <summary>The refund's id.</summary>
    public required string Id { get; init; }

    /// <summary>The charge that was refunded.</summary>
    public required string Charge { get; init; }

    /// <summary>Its payment intent; null for a legacy charge.</summary>
    public required string? PaymentIntent { get; init; }

    /// <summary>In the currency's smallest unit.</summary>
    public required long Amount { get; init; }

    /// <summary>Three lower-case letters.</summary>
    public required string Currency { get; init; }

    /// <summary><c>pending</c>, <c>requires_action</c>, <c>succeeded</c>, <c>failed</c> or <c>canceled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why, in Stripe's words; null when nobody said.</summary>
    public required string? Reason { get; init; }

    /// <summary>What the caller attached.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>When it was made, to the second.</summary>
    public required DateTimeOffset Created { get; init; }
}
