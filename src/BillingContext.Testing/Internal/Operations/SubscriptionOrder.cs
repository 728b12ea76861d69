using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

internal sealed record SubscriptionOrder(string Customer, IReadOnlyList<ItemOrder> Items)
{
    public SimulatedCard Card { get; init; } = SimulatedCard.Default;

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>What pays the first invoice.</summary>
    public string? PaymentMethod { get; init; }

    /// <summary>The subscription's own payment method; null when it uses the customer's.</summary>
    public string? DefaultPaymentMethod { get; init; }

    /// <summary>What the first payment meets; null when it goes through.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Whether the first invoice waits for somebody to confirm its payment.</summary>
    public bool Waits { get; init; }

    /// <summary>Whether time renews it.</summary>
    public bool Renews { get; init; }

    public int TrialDays { get; init; }
}
