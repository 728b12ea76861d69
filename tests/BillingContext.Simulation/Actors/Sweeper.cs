using BillingContext.Refunds;
using BillingContext.Simulation.Checks;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Worlds;
using BillingContext.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>A node's rounds of reconciling. Nothing is to be seen between two due times, so most rounds come when something is due.</summary>
internal sealed class Sweeper(History history, Node node)
{
    /// <summary>So many rounds after the world has healed, each when something is due, settle whatever is open.</summary>
    private const int Bound = 150;

    internal async Task RunAsync()
    {
        var world = history.World;
        for (var healed = 0; ;)
        {
            var open = history.Store.Open();
            if (history.IsHealing && !open.Any(IsUnsettled) && !history.Store.OpenCancellations().Any(IsUnsettled))
            {
                return;
            }

            await world.DelayAsync(Wait(open)).ConfigureAwait(false);
            await SweepAsync().ConfigureAwait(false);
            if (history.IsHealing && ++healed > Bound)
            {
                world.Violate(Invariant.I5, $"after {Bound} sweeps there is still {string.Join("; ", [.. history.Store.Open(), .. history.Store.OpenCancellations()])}");
                return;
            }
        }
    }

    /// <summary>What is to be settled: what only mirrors Stripe's own waiting may wait with it.</summary>
    internal static bool IsUnsettled(RefundIntent intent) =>
        intent.State is RefundState.Unknown or RefundState.InProgress or RefundState.NeedsHuman or RefundState.AwaitingStripeApproval;

    private TimeSpan Wait(IReadOnlyList<RefundIntent> open)
    {
        var world = history.World;
        var jitter = TimeSpan.FromSeconds(1 + world.Pick(60));
        if (!history.IsHealing && ((open.Count == 0 && history.Store.OpenCancellations().Count == 0) || world.Pick(4) == 0))
        {
            return world.Span(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(30));
        }

        DateTimeOffset?[] dues = [open.FirstOrDefault(IsUnsettled)?.DueAt, history.Store.OpenCancellations().FirstOrDefault(IsUnsettled)?.DueAt];
        var due = dues.Min() - world.Now ?? TimeSpan.Zero;
        return (due > TimeSpan.Zero ? due : TimeSpan.Zero) + jitter;
    }

    private async Task SweepAsync()
    {
        try
        {
            var sweep = await node.AskAsync(Activity.Sweep, services => services.GetRequiredService<IRefundReconciler>().SweepAsync()).ConfigureAwait(false);
            history.World.Note($"{node.Name} swept: {sweep}");
            if (history.Scenario.Cancels)
            {
                var cancellations = await node.AskAsync(Activity.Sweep, services => services.GetRequiredService<ICancellationReconciler>().SweepAsync()).ConfigureAwait(false);
                history.World.Note($"{node.Name} swept: {cancellations}");
            }
        }
        catch (Exception exception) when (exception is NodeDiedException or BillingException)
        {
            history.World.Note($"{node.Name} did not sweep: {(exception as BillingException)?.Code ?? "it died"}");
        }
    }

    /// <summary>What is open; and what was declined or waits for a yes, while its refund's own record says otherwise.</summary>
    private bool IsUnsettled(CancellationIntent intent) => intent.IsUnsettled
        || (intent is { IsDone: true, Refund: RefundState.Refused or RefundState.NeedsApproval }
            && history.Store.Find(intent.Scope.Merchant, intent.RefundRequestId) is { } made && made.State != intent.Refund);
}
