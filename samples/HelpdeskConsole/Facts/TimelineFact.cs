using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>Where a refund is on its way, as of an instant.</summary>
internal sealed record TimelineFact(string Refund, Amount Amount, DateTimeOffset AsOf, IReadOnlyList<TimelineLine> Lines) : Fact
{
    internal static TimelineFact Of(Refund refund, Payment payment, DateTimeOffset asOf)
    {
        var arrival = ExpectedArrival.For(refund, payment.MethodType);
        TimelineLine?[] lines =
        [
            new("made", true, $"{Words.Day(refund.CreatedAt)}", $"made at Stripe: {refund.Id}"),
            new("sent", refund.Status == RefundStatus.Succeeded, "", refund.Status == RefundStatus.Succeeded ? "sent to the customer's bank" : $"not sent to the bank yet ({refund.StripeStatus})"),
            TraceOf(refund),
            arrival is null ? null : new("expected", false, $"{arrival.Earliest:yyyy-MM-dd} to {arrival.Latest:yyyy-MM-dd}", $"expected on the account: {arrival.FastestBusinessDays} to {arrival.SlowestBusinessDays} business days ({ExpectedArrival.Source})"),
        ];
        return new TimelineFact(refund.Id.Value, Amount.Of(refund.Amount), asOf, [.. lines.OfType<TimelineLine>()]);
    }

    private static TimelineLine? TraceOf(Refund refund) => refund switch
    {
        { Kind: RefundKind.Reversal } => new("trace", false, "", "a reversal: the charge disappears from the statement, and there is no trace number"),
        { Reference.Value: { } number } => new("trace", true, "", $"trace number for the bank (ARN): {number}"),
        { Reference: not null } => new("trace", false, "", "trace number for the bank: not there yet"),
        _ => null,
    };
}
