using BillingContext.Refunds;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>Somebody at the helpdesk who wants refunds, and asks again with the same id until told something final.</summary>
internal sealed class Agent(History history, Merchant merchant, Order[] asked, bool isFirst)
{
    private const int MostAttempts = 6;
    private static readonly TimeSpan MostPatience = TimeSpan.FromHours(3);
    private DateTimeOffset? free;

    /// <summary>Whether a limit or a stop is in the way, which goes by.</summary>
    internal static bool IsHeldBack(DecisionReason reason) => reason.Code == "merchant.stopped" || reason.Until is not null;

    internal async Task RunAsync()
    {
        var world = history.World;
        await world.DelayAsync(world.Span(TimeSpan.Zero, TimeSpan.FromMinutes(3))).ConfigureAwait(false);
        if (isFirst && history.Scenario.Has(Incident.OtherParameters) && asked[0].Amount is { } amount)
        {
            // The same id for something else: whoever comes second is refused.
            merchant.IsUndisturbed = false;
            await AskAsync(asked[0], amount - 1).ConfigureAwait(false);
        }

        foreach (var order in asked)
        {
            for (var attempt = 0; attempt < MostAttempts && !await AskAsync(order, null).ConfigureAwait(false); attempt++)
            {
                var wait = free - world.Now is { } span && span > TimeSpan.Zero && span < MostPatience ? span : TimeSpan.Zero;
                await world.DelayAsync(wait + world.Span(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3))).ConfigureAwait(false);
            }
        }

        // What a failover took away shows when somebody asks again.
        var isLost = history.Scenario.Has(Incident.CommitsLost);
        if (isLost || (isFirst && history.Scenario.Has(Incident.AskedAgainNextDay)))
        {
            await world.DelayAsync(world.Span(TimeSpan.FromHours(isLost ? 1 : 24), TimeSpan.FromHours(60))).ConfigureAwait(false);
            foreach (var order in asked)
            {
                await AskAsync(order, null).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Asks once; true if what is answered is final.</summary>
    private async Task<bool> AskAsync(Order order, long? otherAmount)
    {
        var world = history.World;
        if (history.AnyNode() is not { } node)
        {
            return false;
        }

        using var patience = new CancellationTokenSource();
        var span = Timeout.InfiniteTimeSpan;
        if (history.Scenario.Has(Incident.CallersCancel) && world.Pick(3) == 0)
        {
            history.Fired(Fault.CallerCancels);
            span = world.Span(TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        using var timer = world.CreateTimer(null, static state => ((CancellationTokenSource)state!).Cancel(), patience, span, Timeout.InfiniteTimeSpan);
        var call = history.Checks.Decisions.Begin(merchant, order.RequestId);
        var wasMade = merchant.RefundsOf(order.RequestId).Any();
        try
        {
            var request = order.RequestTo(merchant, otherAmount);
            world.Note($"{node.Name} is asked for {merchant.Id} {request}");
            var token = patience.Token;
            var result = await node.AskAsync(Activity.Refund, services => services.GetRequiredService<IRefundService>().RefundAsync(request, token)).ConfigureAwait(false);
            world.Note($"{node.Name} says {result}");
            history.Checks.Answered(merchant, order, result, wasMade);
            free = result.Reasons.Max(reason => reason.Until);
            return IsFinal(result);
        }
        catch (Exception exception) when (exception is NodeDiedException or BillingException or OperationCanceledException)
        {
            world.Note($"{node.Name} fails {order.RequestId}: {(exception as BillingException)?.Code ?? exception.GetType().Name}");
            return false;
        }
        finally
        {
            history.Checks.Decisions.End(call);
        }
    }

    private static bool IsFinal(RefundResult result) => result.State switch
    {
        RefundState.Unknown or RefundState.InProgress or RefundState.NeedsHuman => false,
        RefundState.Refused when result.Reasons.Any(IsHeldBack) => false,
        RefundState.Refused => !result.Reasons[0].Code.StartsWith("stripe.", StringComparison.Ordinal),
        _ => true,
    };
}
