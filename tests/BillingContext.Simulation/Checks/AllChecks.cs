using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Storage;
using BillingContext.Subscriptions;

namespace BillingContext.Simulation.Checks;

/// <summary>Everything that is checked: at every POST, at every commit, at every acknowledged event, and at rest.</summary>
internal sealed class AllChecks(History history)
{
    private static readonly string[] TooMuch = ["amount.above_remaining", "payment.already_refunded"];
    private readonly CommitChecks commits = new(history);
    private readonly LimitChecks limits = new(history);

    internal PostChecks Posts { get; } = new(history);

    internal CancellationChecks Cancellations { get; } = new(history);

    internal DecisionChecks Decisions { get; } = new(history);

    internal EventChecks Events { get; } = new(history);

    internal ApprovalChecks Approvals { get; } = new(history);

    internal SwitchChecks Switches { get; } = new(history);

    internal void Committed(Life life, StoreBatch batch, RefundIntent? before, CancellationIntent? cancellation)
    {
        Approvals.Committed(batch, before, cancellation);
        limits.Committed(batch, before);
        Switches.Committed(life, batch, before, cancellation);
        commits.Check(batch, before);
        Cancellations.Committed(batch, cancellation);
        Decisions.Check(batch);
        Events.Committed(batch);
    }

    /// <summary>What a caller is told.</summary>
    /// <param name="merchant">Of whom it was asked.</param>
    /// <param name="order">What was asked for.</param>
    /// <param name="result">The answer.</param>
    /// <param name="wasMade">Whether Stripe had made it before it was asked for now.</param>
    internal void Answered(Merchant merchant, Order order, RefundResult result, bool wasMade)
    {
        // Where the payment's refunds cannot be read, those in flight count twice: too careful, and never wrong.
        var isTooMuch = result.Reasons.Any(reason => TooMuch.Contains(reason.Code)) && result.Reasons.All(reason => reason.Code != "facts.missing");
        if (wasMade)
        {
            history.Held(Invariant.I1);
            if (isTooMuch)
            {
                history.World.Violate(Invariant.I1, $"{merchant.Id} {order.RequestId} was made, and is decided as if it were another: {result}");
            }
        }

        if (!MustSucceed(merchant) || order.Amount is null)
        {
            return;
        }

        history.Held(Invariant.I7);
        if (isTooMuch)
        {
            history.World.Violate(Invariant.I7, $"{merchant.Id} {order.RequestId} is refused although there is money left: {result}");
        }
    }

    internal void AtRest()
    {
        foreach (var merchant in history.Merchants)
        {
            RestChecks.Check(history, merchant);
            Cancellations.AtRest(merchant);
            AuditChecks.Check(history, merchant);
            Events.AtRest(merchant);
            history.CountPosts(Posts.Sent(merchant), merchant.AllRefunds.Count(refund => Merchant.OrderOf(refund) is not null));
        }

        // Tells what was found.
        history.World.Run(untilBackgroundEnds: true);
    }

    /// <summary>Whether all requests of a merchant fit into the payment and nothing but faults stands in their way.</summary>
    internal static bool MustSucceed(Merchant merchant) => merchant.IsUndisturbed && merchant.Orders.Sum(order => order.Amount ?? Merchant.Captured) <= Merchant.Captured;
}
