using BillingContext.Benchmarks.Scenes;
using BillingContext.Simulation.Running;

namespace BillingContext.Benchmarks.Figures;

/// <summary>What the simulation sees: POSTs a refund takes, in calm and under faults, and how fast histories go by.</summary>
internal sealed class SimulationFigures : IFigureGroup
{
    public string Name => "simulation";

    public IEnumerable<Figure> Figures
    {
        get
        {
            var seen = new Lazy<Tally>(Histories.Run);
            return
            [
                new("refund.posts_per_refund", "POSTs", () => PostsPerRefund(seen.Value, "none")),
                new("refund.posts_per_refund.faults", "POSTs", () => PostsPerRefund(seen.Value, "5%", "5%+")),
                new("sim.histories_per_s", "histories/s", () => seen.Value.Histories / seen.Value.Took.TotalSeconds),
            ];
        }
    }

    private static double PostsPerRefund(Tally tally, params string[] levels)
    {
        var seen = levels.Select(level => tally.Posts[level]).ToList();
        return seen.Sum(level => level.Posts) / (double)seen.Sum(level => level.Refunds);
    }
}
