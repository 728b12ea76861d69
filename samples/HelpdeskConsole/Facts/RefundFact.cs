using BillingContext;
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
    internal static RefundFact Of(RefundRequest request, RefundResult result) => Of(request.Actor, request.Payment, result);

    /// <summary>Of an answer to one that waited.</summary>
    internal static RefundFact Of(RefundIntent waiting, RefundResult result) => Of(waiting.Actor, waiting.Payment, result);

    private static RefundFact Of(Actor askedBy, PaymentId payment, RefundResult result) => new(
        result.RequestId,
        askedBy.ToString(),
        payment.Value,
        result.State,
        Amount.OfSome(result.Amount),
        result.Refund?.Value,
        result.IsRepeat,
        result.ExpectedArrival is { } arrival ? ArrivalLine.Of(arrival) : null,
        [.. result.Reasons.Select(ReasonLine.Of)]);
}
