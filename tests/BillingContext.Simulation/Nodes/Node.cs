using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Nodes;

/// <summary>A machine that runs the host: it starts, crashes, stands still, and its clock may be wrong.</summary>
internal sealed class Node(string name, History history) : IDisposable
{
    private readonly List<ServiceProvider> containers = [];
    private ServiceProvider? container;
    private int lives;

    internal string Name { get; } = name;

    /// <summary>How far its clock is off.</summary>
    internal TimeSpan Skew { get; set; }

    /// <summary>Its present run; null while it is down.</summary>
    internal Life? Life { get; private set; }

    internal bool IsUp => Life is not null;

    internal void Start()
    {
        Life = new Life(++lives == 1 ? Name : $"{Name}{lives}");
        container = NodeServices.Build(history, this, Life);
        containers.Add(container);
        if (lives > 1)
        {
            history.Fired(Fault.CacheLost);
            history.World.Note($"{Life} starts");
        }
    }

    /// <summary>Power off: nothing of what was under way goes on, nothing is told to anybody but by silence.</summary>
    internal void Crash()
    {
        if (Life is not { } life)
        {
            return;
        }

        history.World.Note($"{life} dies");
        history.Fired(
            life.Busy(Activity.Refund) > 0 ? Fault.DiesInRefund
            : life.Busy(Activity.Cancellation) > 0 ? Fault.DiesInCancellation
            : life.Busy(Activity.Approval) > 0 ? Fault.DiesInApproval
            : life.Busy(Activity.Switch) > 0 ? Fault.DiesInSwitch
            : life.Busy(Activity.Webhook) > 0 ? Fault.DiesInWebhook
            : Fault.DiesInSweep);
        Life = null;
        container = null;
        history.World.End(life);
        history.World.Start(async () =>
        {
            await history.World.DelayAsync(history.World.Span(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))).ConfigureAwait(false);
            if (!IsUp)
            {
                Start();
            }
        });
    }

    /// <summary>Stands still with all it has under way, then goes on as if nothing had been.</summary>
    internal void Pause(TimeSpan span)
    {
        if (Life is not { IsPaused: false } life)
        {
            return;
        }

        history.World.Note($"{life} stands still for {span}");
        life.IsPaused = true;
        history.World.CreateTimer(null, _ => Resume(life), null, span, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Asks something of it, from outside.</summary>
    internal Task<T> AskAsync<T>(Activity activity, Func<IServiceProvider, Task<T>> work) =>
        Life is { } life && container is { } services ? life.AnswerAsync(activity, () => work(services)) : Task.FromException<T>(new NodeDiedException());

    public void Dispose()
    {
        foreach (var one in containers)
        {
            one.Dispose();
        }
    }

    private void Resume(Life life)
    {
        if (!life.IsDead)
        {
            history.World.Note($"{life} goes on");
            history.World.Resume(life);
        }
    }
}
