using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Actors;

/// <summary>Somebody who stops a merchant's refunds and cancellations, on one node while another works, stands still or dies, and lets them go on later.</summary>
internal sealed class SwitchKeeper(History history, Merchant merchant)
{
    private const int MostAttempts = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private static readonly Actor Alarm = Actor.Automation("alarm");
    private static readonly Actor Lead = Actor.Person("lead-1");

    private World World => history.World;

    internal async Task RunAsync()
    {
        for (var times = 1 + World.Pick(2); times > 0; times--)
        {
            await World.DelayAsync(World.Span(TimeSpan.Zero, TimeSpan.FromMinutes(3))).ConfigureAwait(false);
            if (World.Pick(3) > 0)
            {
                await LieInWaitAsync().ConfigureAwait(false);
            }

            var what = World.Pick(3) == 0 ? StoppedActions.Automatic : StoppedActions.Everything;
            var second = World.Pick(4) == 0 ? StopAsync(StoppedActions.Automatic, Alarm) : Task.CompletedTask;
            await StopAsync(what, Lead).ConfigureAwait(false);
            await second.ConfigureAwait(false);
            await World.DelayAsync(World.Span(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(30))).ConfigureAwait(false);

            // Sometimes nobody lets it go on before the world heals.
            if (World.Pick(5) > 0)
            {
                await ResumeAsync().ConfigureAwait(false);
            }
        }
    }

    internal async Task ResumeAsync()
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            history.Checks.Switches.Resuming(merchant.Id);
            try
            {
                if (await AskAsync(async switches => { await switches.ResumeAsync(merchant.Id, Lead).ConfigureAwait(false); return true; }).ConfigureAwait(false))
                {
                    history.Fired(Fault.MerchantResumed);
                    World.Note($"{merchant.Id} goes on");
                    return;
                }
            }
            finally
            {
                history.Checks.Switches.Resumed(merchant.Id);
            }

            await World.DelayAsync(World.Span(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5))).ConfigureAwait(false);
        }
    }

    private async Task StopAsync(StoppedActions what, Actor by)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var resumes = history.Checks.Switches.Stopping(merchant.Id);
            if (await AskAsync(switches => switches.StopAsync(merchant.Id, what, by, "too many")).ConfigureAwait(false) is { } stop)
            {
                history.Checks.Switches.Stopped(merchant.Id, resumes, stop);
                history.Fired(Fault.MerchantStopped);
                World.Note($"{merchant.Id}: {stop}");
                return;
            }

            await World.DelayAsync(World.Span(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1))).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a node that is about to record something, which then stands still, and sometimes dies of it.</summary>
    private async Task LieInWaitAsync()
    {
        history.Ambush.Arm(history.Scenario.Cancels && World.Pick(2) == 0 ? AuditActions.CancellationRecorded : AuditActions.RefundRecorded);
        for (var until = World.Now + Patience; history.Ambush.Caught is null && World.Now < until;)
        {
            await World.DelayAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
        }

        history.Ambush.Disarm();
        if (history.Ambush.Caught is not { Life: { IsPaused: true } life } node)
        {
            return;
        }

        if (World.Pick(4) == 0)
        {
            history.Fired(Fault.StoppedWhileDying);
            node.Crash();
        }
        else
        {
            history.Fired(Fault.StoppedWhilePaused);
            World.Note($"{life} is stopped behind its back");
        }
    }

    /// <summary>Asks a node that is awake, if there is one.</summary>
    private async Task<T?> AskAsync<T>(Func<IMerchantSwitch, Task<T>> work)
    {
        var from = World.Pick(history.Nodes.Count);
        var nodes = Enumerable.Range(from, history.Nodes.Count).Select(at => history.Nodes[at % history.Nodes.Count]).Where(node => node.IsUp).ToList();
        if ((nodes.Find(node => node.Life is { IsPaused: false }) ?? nodes.FirstOrDefault()) is not { } node)
        {
            return default;
        }

        try
        {
            return await node.AskAsync(Activity.Switch, services => work(services.GetRequiredService<IMerchantSwitch>())).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NodeDiedException or BillingException)
        {
            World.Note($"{node.Name} does not switch: {(exception as BillingException)?.Code ?? exception.GetType().Name}");
            return default;
        }
    }
}
