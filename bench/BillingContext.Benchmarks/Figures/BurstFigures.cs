using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>Ten thousand tickets at once: what Stripe sees of them, and what each gets.</summary>
internal sealed class BurstFigures : IFigureGroup
{
    public string Name => "burst";

    public IEnumerable<Figure> Figures
    {
        get
        {
            var rush = new Lazy<TicketRush>(() => new TicketRush());
            return
            [
                new("burst10000.max_rps_share", "x allowed", () => rush.Value.BusiestSecond()),
                new("burst10000.unanswered", "tickets", () => rush.Value.Answers.Count(answer => answer is null)),
                new("burst10000.read", "tickets", () => rush.Value.Answers.Count(answer => answer == "context")),
                new("burst10000.stale", "tickets", () => rush.Value.Answers.Count(answer => answer == "stale")),
                new("burst10000.busy", "tickets", () => rush.Value.Answers.Count(answer => answer == "busy")),
            ];
        }
    }
}
