using BillingContext.Refunds;

namespace HelpdeskConsole.Facts;

/// <summary>A refund that was open, before and after somebody looked.</summary>
internal sealed record FoundLine(string Request, Amount Amount, RefundState Was, RefundState Is, string? Refund)
{
    internal static FoundLine Of(RefundIntent was, RefundIntent now) =>
        new(was.RequestId, Amount.Of(was.Amount), was.State, now.State, now.Refund?.Value);
}
