using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>When a refund should be there, and who says so.</summary>
internal sealed record ArrivalLine(DateOnly Earliest, DateOnly Latest, int FastestBusinessDays, int SlowestBusinessDays, Uri Source)
{
    internal static ArrivalLine Of(ExpectedArrival arrival) => new(
        arrival.Earliest, arrival.Latest, arrival.FastestBusinessDays, arrival.SlowestBusinessDays, ExpectedArrival.Source);
}
