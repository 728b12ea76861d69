using BillingContext.Benchmarks.Scenes;

namespace BillingContext.Benchmarks.Figures;

/// <summary>How long an event takes to a conversation that is open on another node.</summary>
internal sealed class FeedFigures : IFigureGroup
{
    public string Name => "feed";

    public IEnumerable<Figure> Figures => [new("feed.crossnode_p99_ms", "ms", WebhookNodes.LongestWayToAnotherNode)];
}
