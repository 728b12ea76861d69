namespace BillingContext.Audit;

/// <summary>What one actor asked for.</summary>
/// <param name="Actor">Who; null for what the log does not tell.</param>
/// <param name="Totals">The refunds in sum, a total for each currency.</param>
public sealed record AuditActorShare(Actor? Actor, IReadOnlyList<AuditTotal> Totals)
{
    /// <summary>Who, and how much.</summary>
    public override string ToString() => $"{Actor}: {string.Join(", ", Totals)}";
}
