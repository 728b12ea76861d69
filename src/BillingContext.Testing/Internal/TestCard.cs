namespace BillingContext.Testing.Internal;

/// <summary>A payment method that every test mode has, and what happens to whoever uses it.</summary>
internal sealed record TestCard(string Id, SimulatedCard Card)
{
    public string? DeclineCode { get; init; }

    /// <summary>Whether the card can be saved, although it declines later.</summary>
    public bool Attaches { get; init; } = true;

    public bool NeedsAuthentication { get; init; }

    public string? DisputeReason { get; init; }

    public string DisputeStatus { get; init; } = "needs_response";

    public string? FraudType { get; init; }

    /// <summary>What a refund becomes after a while: <c>succeeded</c> or <c>failed</c>; null when it stays as it begins.</summary>
    public string? RefundEnds { get; init; }
}
