namespace BillingContext.Testing.Internal.Operations;

internal sealed record SubscriptionOrder(string Customer, string Price, long Amount, string Currency, string Interval)
{
    public SimulatedCard Card { get; init; } = SimulatedCard.Default;

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public string? Product { get; init; }

    public long Quantity { get; init; } = 1;

    public string? PaymentMethod { get; init; }

    /// <summary>What the first payment meets; null when it goes through.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Whether the first invoice waits for somebody to confirm its payment.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether time renews it.</summary>
    public bool Renews { get; init; }

    public int TrialDays { get; init; }
}
