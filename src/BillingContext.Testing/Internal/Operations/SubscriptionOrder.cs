namespace BillingContext.Testing.Internal.Operations;

internal sealed record SubscriptionOrder(string Customer, string Price, long Amount, string Currency, string Interval)
{
    public SimulatedCard Card { get; init; } = SimulatedCard.Default;

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    public int TrialDays { get; init; }
}
