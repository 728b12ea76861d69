using BillingContext.Payments;
using BillingContext.Refunds;

namespace HelpdeskConsole.Facts;

/// <summary>What became of a refund request, with every reason.</summary>
internal sealed record RefundFact(
    string Request,
    string AskedBy,
    string Payment,
    RefundState State,
    Amount? Amount,
    string? Refund,
    bool IsRepeat,
    ArrivalLine? Arrival,
    IReadOnlyList<ReasonLine> Reasons) : Fact
{
    internal static RefundFact Of(RefundRequest request, RefundResult result) => new(
        result.RequestId,
        request.Actor.ToString(),
        request.Payment.Value,
        result.State,
        Amount.OfSome(result.Amount),
        result.Refund?.Value,
        result.IsRepeat,
        result.ExpectedArrival is { } arrival ? ArrivalLine.Of(arrival) : null,
        [.. result.Reasons.Select(ReasonLine.Of)]);
}
