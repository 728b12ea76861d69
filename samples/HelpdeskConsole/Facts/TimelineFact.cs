using BillingContext.Answers;

namespace HelpdeskConsole.Facts;

/// <summary>Where a refund is on its way, as of an instant.</summary>
internal sealed record TimelineFact(string Refund, Amount Amount, DateTimeOffset AsOf, string Stage, Said Status, Said Next, IReadOnlyList<TimelineLine> Lines) : Fact
{
    internal static TimelineFact Of(RefundTimeline timeline, DateTimeOffset asOf, bool forCustomer) => new(
        timeline.Refund.Id.Value,
        Amount.Of(timeline.Refund.Amount),
        asOf,
        timeline.Stage.ToString(),
        Said.Of(timeline.Status, forCustomer),
        Said.Of(timeline.Next, forCustomer),
        [.. timeline.Steps.Select(step => TimelineLine.Of(step, forCustomer))]);
}
