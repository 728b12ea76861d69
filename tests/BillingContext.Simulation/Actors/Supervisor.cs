using BillingContext.Refunds;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>Somebody who answers what waits for a yes: as they should, too late, twice, for too much, in another's name. On any node.</summary>
internal sealed class Supervisor(History history, Merchant merchant, Actor person)
{
    private const int Rounds = 3;
    private static readonly TimeSpan TwoClocks = TimeSpan.FromMinutes(25);
    private static readonly TimeSpan MostPatience = TimeSpan.FromHours(6);

    private readonly Voice voice = new(history, merchant);

    private World World => history.World;

    internal async Task RunAsync()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await World.DelayAsync(World.Span(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(12))).ConfigureAwait(false);
            foreach (var waiting in await ListAsync().ConfigureAwait(false))
            {
                await DecideAsync(waiting).ConfigureAwait(false);
            }
        }
    }

    private async Task<IReadOnlyList<Waiting>> ListAsync()
    {
        if (history.AnyNode() is not { } node)
        {
            return [];
        }

        try
        {
            var refunds = await node.AskAsync(Activity.Approval, services => services.GetRequiredService<IRefundService>().ListApprovalsAsync(merchant.Id)).ConfigureAwait(false);
            var cancellations = !history.Scenario.Cancels
                ? []
                : await node.AskAsync(Activity.Approval, services => services.GetRequiredService<ISubscriptionService>().ListApprovalsAsync(merchant.Id)).ConfigureAwait(false);
            return [.. refunds.Select(Waiting.Of).OfType<Waiting>(), .. cancellations.Select(Waiting.Of).OfType<Waiting>()];
        }
        catch (Exception exception) when (exception is NodeDiedException or BillingException)
        {
            World.Note($"{node.Name} lists nothing: {(exception as BillingException)?.Code ?? exception.GetType().Name}");
            return [];
        }
    }

    private async Task DecideAsync(Waiting waiting)
    {
        var yes = waiting.Answer(merchant, person);
        switch (World.Pick(16))
        {
            case 0:
                break;
            case 1 or 2:
                await voice.SayAsync(waiting, yes, isYes: false).ConfigureAwait(false);
                break;
            case 3:
                history.Fired(Fault.ApprovalByAssistant);
                await voice.SayAsync(waiting, yes with { By = Actor.Assistant("assistant") }).ConfigureAwait(false);
                break;
            case 4:
                history.Fired(Fault.ApprovalByAsker);
                await voice.SayAsync(waiting, yes with { By = waiting.AskedBy }).ConfigureAwait(false);
                break;
            case 5 when waiting.Amount is { } amount:
                history.Fired(Fault.ApprovalRaised);
                await voice.SayAsync(waiting, yes with { Amount = amount with { MinorUnits = amount.MinorUnits + 500 } }).ConfigureAwait(false);
                break;
            case 6 when waiting.ExpiresAt - World.Now < MostPatience:
                // Before anybody has closed it, or after.
                var late = World.Pick(2) == 0 ? World.Span(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15)) : TwoClocks;
                await World.DelayAsync(waiting.ExpiresAt - World.Now + late).ConfigureAwait(false);
                await voice.SayAsync(waiting, yes).ConfigureAwait(false);
                break;
            case 7 or 8:
                await World.DelayAsync(World.Span(TimeSpan.FromMinutes(1), TimeSpan.FromHours(2))).ConfigureAwait(false);
                await voice.SayAsync(waiting, yes).ConfigureAwait(false);
                break;
            case 9 or 10:
                await SayTwiceAsync(waiting, yes).ConfigureAwait(false);
                break;
            case 11 or 12 when waiting is { Amount: { } amount, IsCancellation: false }:
                await voice.SayAsync(waiting, yes with { Amount = amount with { MinorUnits = amount.MinorUnits / 2 } }).ConfigureAwait(false);
                break;
            default:
                await voice.SayAsync(waiting, yes).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Two answers at once, on two nodes if there are: the same yes, another's to less, or a no.</summary>
    private async Task SayTwiceAsync(Waiting waiting, ApprovalAnswer yes)
    {
        history.Fired(Fault.ApprovalTwiceAtOnce);
        var from = World.Pick(history.Nodes.Count);
        var another = Actor.Person("lead-3");
        var second = World.Pick(3) switch
        {
            0 => voice.SayAsync(waiting, yes, on: history.Nodes[from]),
            1 when waiting is { Amount: { } amount, IsCancellation: false } =>
                voice.SayAsync(waiting, yes with { By = another, Amount = amount with { MinorUnits = amount.MinorUnits / 2 } }, on: history.Nodes[from]),
            _ => voice.SayAsync(waiting, yes with { By = another }, isYes: World.Pick(2) == 0, on: history.Nodes[from]),
        };
        await voice.SayAsync(waiting, yes, on: history.Nodes[(from + 1) % history.Nodes.Count]).ConfigureAwait(false);
        await second.ConfigureAwait(false);
    }
}
