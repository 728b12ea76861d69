namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>The requests to one endpoint: those that left lately, and those that wait, first come first served.</summary>
internal sealed class EndpointLane(bool isAction, bool isSearch, long frequency)
{
    internal bool IsAction { get; } = isAction;

    internal SlidingWindow Window { get; } = new(frequency);

    internal LinkedList<Waiter> Waiting { get; } = new();

    internal SlowDown SlowDown { get; } = new(frequency);

    /// <summary>When it last had a turn, in turns: lanes take theirs in rotation.</summary>
    internal long LastTurn { get; set; }

    internal Rate RateIn(BudgetTerms terms) => isSearch ? terms.Search : terms.Endpoint;

    /// <summary>When the first who waits may leave, as far as this endpoint goes.</summary>
    internal long ReadyAt(BudgetTerms terms, long now, int ahead) => Math.Max(SlowDown.Until, Window.ReadyAt(RateIn(terms), now, ahead));
}
