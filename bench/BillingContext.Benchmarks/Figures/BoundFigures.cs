using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What limits and approvals let through that they should not, however many push at once. Counts, not times.</summary>
internal sealed class BoundFigures : IFigureGroup
{
    private const int MostRefunds = 60;
    private const int MostMoney = 40;

    public string Name => "bounds";

    public IEnumerable<Figure> Figures =>
    [
        new("limits.overrun", "refunds", () =>
        {
            var day = TimeSpan.FromDays(1);
            using var rush = new Rush(
                new RefundLimit("count", LimitPer.Merchant, day, MostRefunds),
                new RefundLimit("sum", LimitPer.Merchant, day, null, Money.Of("usd", MostMoney * 100)));
            return Math.Abs(rush.Refund() - MostMoney);
        }),
        new("approvals.misused", "refunds", () =>
        {
            using var rush = new Rush();
            return rush.Misuse();
        }),
    ];
}
