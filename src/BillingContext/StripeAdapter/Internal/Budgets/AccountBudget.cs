using BillingContext.Internal;

namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>
/// Whose turn it is among the requests to one account: actions before reads, endpoints in rotation, so that a refund's own
/// read does not stand behind ten thousand panels. Decides under a lock, and tells when it has let go of it.
/// </summary>
internal sealed class AccountBudget(TimeProvider time, Promises promises)
{
    // Then a read has its turn: an action needs reads, too.
    private const int MostActionsInARow = 9;

    private readonly Lock gate = new();
    private readonly Dictionary<string, EndpointLane> byEndpoint = new(StringComparer.Ordinal);
    private readonly List<EndpointLane> lanes = [];
    private readonly SlidingWindow window = new(time.TimestampFrequency);
    private readonly SlowDown slowDown = new(time.TimestampFrequency);
    private BudgetTerms terms = BudgetTerms.Of(new RequestBudgetOptions(), livemode: false);
    private ITimer? timer;
    private int underWay;
    private int actionsWaiting;
    private int readsWaiting;
    private int actionsInARow;
    private long turns;

    /// <summary>Nothing is under way or waits, and nothing that left lately counts any more.</summary>
    internal bool IsIdle
    {
        get
        {
            lock (gate)
            {
                var now = time.GetTimestamp();
                return underWay + actionsWaiting + readsWaiting == 0 && slowDown.Until <= now
                    && lanes.TrueForAll(lane => lane.ReadyAt(terms, now, lane.RateIn(terms).Requests - 1) <= now);
            }
        }
    }

    /// <summary>Has its turn at once, waits for it, or would have it too late.</summary>
    /// <param name="endpoint">Method and route.</param>
    /// <param name="isAction">Something is to be done, not only read.</param>
    /// <param name="now">The terms as they are now.</param>
    /// <param name="latest">When its turn must have come, in ticks of the time provider.</param>
    internal BudgetTicket Enter(string endpoint, bool isAction, BudgetTerms now, long latest)
    {
        List<Waiter>? next;
        BudgetTicket ticket;
        lock (gate)
        {
            terms = now;
            var waiter = new Waiter(LaneOf(endpoint, isAction));
            Enqueue(waiter);
            next = GiveTurns();
            var wait = waiter.HasTurn ? TimeSpan.Zero : EstimateOf(waiter.Lane);
            var isTooLate = time.GetTimestamp() + Ticks(wait) > latest || (isAction ? actionsWaiting : readsWaiting) > terms.MaxQueued;
            if (!waiter.HasTurn && isTooLate)
            {
                Dequeue(waiter);
                ticket = new BudgetTicket(null, wait);
            }
            else
            {
                waiter.Promise = waiter.HasTurn ? null : promises.Create();
                ticket = new BudgetTicket(waiter, wait);
            }
        }

        Tell(next);
        return ticket;
    }

    /// <summary>Gives up waiting; false if the turn has come in the meantime.</summary>
    internal bool TryLeave(Waiter waiter, out TimeSpan wait)
    {
        lock (gate)
        {
            wait = waiter.HasTurn ? TimeSpan.Zero : EstimateOf(waiter.Lane);
            if (!waiter.HasTurn)
            {
                Dequeue(waiter);
            }

            return !waiter.HasTurn;
        }
    }

    /// <summary>The request is over; what Stripe said of our pace is heeded.</summary>
    internal void End(Waiter waiter, StripeFailure? failure)
    {
        List<Waiter>? next;
        lock (gate)
        {
            underWay--;
            var now = time.GetTimestamp();
            var slowed = failure?.TooMuch switch { TooMuch.ForAccount => slowDown, TooMuch.ForEndpoint => waiter.Lane.SlowDown, _ => null };
            if (slowed is not null)
            {
                slowed.Begin(now, failure!.RetryAfter);
            }
            else
            {
                slowDown.Passed(now);
                waiter.Lane.SlowDown.Passed(now);
            }

            next = GiveTurns();
        }

        Tell(next);
    }

    /// <summary>Ends its timer. Nobody asks it any more.</summary>
    internal void Forget() => timer?.Dispose();

    private void OnTimer()
    {
        List<Waiter>? next;
        lock (gate)
        {
            next = GiveTurns();
        }

        Tell(next);
    }

    /// <summary>Gives everybody their turn who may leave now; those who wait for a promise have to be told.</summary>
    private List<Waiter>? GiveTurns()
    {
        List<Waiter>? waited = null;
        var now = time.GetTimestamp();
        while (underWay < terms.MaxConcurrent && slowDown.Until <= now && window.IsOpen(terms.Account, now) && NextLane(now) is { } lane)
        {
            var waiter = lane.Waiting.First!.Value;
            Dequeue(waiter);
            waiter.HasTurn = true;
            if (waiter.Promise is not null)
            {
                (waited ??= []).Add(waiter);
            }

            underWay++;
            window.Record(now);
            lane.Window.Record(now);
            lane.LastTurn = ++turns;
            actionsInARow = lane.IsAction ? actionsInARow + 1 : 0;
        }

        WakeUp(now);
        return waited;
    }

    /// <summary>Actions before reads, and of those that may leave the one whose last turn is longest ago.</summary>
    private EndpointLane? NextLane(long now)
    {
        var preferActions = actionsInARow < MostActionsInARow;
        EndpointLane? next = null;
        foreach (var lane in lanes)
        {
            var isBetter = next is null
                || (lane.IsAction != next.IsAction ? lane.IsAction == preferActions : lane.LastTurn < next.LastTurn);
            next = isBetter && lane.Waiting.Count > 0 && lane.ReadyAt(terms, now, ahead: 0) <= now ? lane : next;
        }

        return next;
    }

    /// <summary>Comes back when the next may leave; what waits for one that is under way is looked at when that ends.</summary>
    private void WakeUp(long now)
    {
        if (actionsWaiting + readsWaiting == 0 || underWay >= terms.MaxConcurrent)
        {
            return;
        }

        var lane = lanes.Where(lane => lane.Waiting.Count > 0).Min(lane => lane.ReadyAt(terms, now, ahead: 0));
        var due = Math.Max(lane, Math.Max(slowDown.Until, window.ReadyAt(terms.Account, now, ahead: 0)));

        // Rounded up: a timer that is early would only have to be set again.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(time.GetElapsedTime(now, due).TotalMilliseconds));
        timer ??= time.CreateTimer(static state => ((AccountBudget)state!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How long the last in a lane has to wait, if nobody goes before it who is not there yet.</summary>
    private TimeSpan EstimateOf(EndpointLane lane)
    {
        var now = time.GetTimestamp();
        var busy = lanes.Count(other => other.Waiting.Count > 0 && other.IsAction == lane.IsAction);
        var before = lane.IsAction ? actionsWaiting : actionsWaiting + Math.Min(readsWaiting, lane.Waiting.Count * busy);
        var due = Math.Max(lane.ReadyAt(terms, now, lane.Waiting.Count - 1), window.ReadyAt(terms.Account, now, before - 1));
        return time.GetElapsedTime(now, Math.Max(due, slowDown.Until));
    }

    private EndpointLane LaneOf(string endpoint, bool isAction)
    {
        // Stripe counts searches together.
        var isSearch = endpoint.EndsWith("/search", StringComparison.Ordinal);
        var name = isSearch ? "search" : endpoint;
        if (!byEndpoint.TryGetValue(name, out var lane))
        {
            lanes.Add(byEndpoint[name] = lane = new EndpointLane(isAction, isSearch, time.TimestampFrequency));
        }

        return lane;
    }

    private void Enqueue(Waiter waiter)
    {
        waiter.Place = waiter.Lane.Waiting.AddLast(waiter);
        Count(waiter.Lane, 1);
    }

    private void Dequeue(Waiter waiter)
    {
        waiter.Lane.Waiting.Remove(waiter.Place!);
        Count(waiter.Lane, -1);
    }

    private void Count(EndpointLane lane, int change)
    {
        actionsWaiting += lane.IsAction ? change : 0;
        readsWaiting += lane.IsAction ? 0 : change;
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private static void Tell(List<Waiter>? next) => next?.ForEach(waiter => waiter.Promise?.TrySetResult());
}
