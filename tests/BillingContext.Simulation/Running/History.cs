using BillingContext.Simulation.Actors;
using BillingContext.Simulation.Checks;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Stores;
using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Running;

/// <summary>One history: a seed's world, from the first request until everything is at rest again, and what must hold on the way.</summary>
internal sealed class History : IDisposable
{
    private readonly Tally tally;

    private History(int seed, bool isRecorded, Tally tally)
    {
        this.tally = tally;
        World = new World(seed, isRecorded);
        Scenario = new Scenario(World);
        Rates = Scenario.Rates;
        World.Lag = Rates.Lag;
        Store = new SharedStore(this);
        Checks = new AllChecks(this);
        Events = new Courier(this);
        Ambush = new Ambush(this);
        var clock = new WorldClock(World);
        for (var i = 0; i < Scenario.Merchants; i++)
        {
            Merchants.Add(new Merchant(Scenario.Merchants == 1 ? "" : i == 0 ? "north" : "south", clock, Scenario.Cancels, Scenario.HasLimits ? LimitBook.Choose(World) : []));
        }

        for (var i = 0; i < Scenario.Nodes; i++)
        {
            Nodes.Add(new Node(((char)('A' + i)).ToString(), this));
        }
    }

    internal World World { get; }

    internal Scenario Scenario { get; }

    /// <summary>How often things fail now: not at all once the world heals.</summary>
    internal Rates Rates { get; private set; }

    internal bool IsHealing { get; private set; }

    internal SharedStore Store { get; }

    internal List<Merchant> Merchants { get; } = [];

    internal List<Node> Nodes { get; } = [];

    internal AllChecks Checks { get; }

    internal Courier Events { get; }

    internal Ambush Ambush { get; }

    internal static Outcome Run(int seed, bool isRecorded, Tally tally)
    {
        using var history = new History(seed, isRecorded, tally);
        tally.Histories++;
        string? violation = null;
        try
        {
            history.Live();
            history.Checks.AtRest();
        }
        catch (ViolationException wrong)
        {
            violation = wrong.Message;
            history.World.Note($"VIOLATED {wrong.Message}");
        }
        catch (Exception exception)
        {
            violation = $"the simulation itself failed: {exception}";
        }

        tally.Hops += history.World.Hops;
        return new Outcome(seed, violation, history.World.History, history.World.Hops);
    }

    internal void Fired(Fault fault) => tally.Fired(fault);

    internal void Held(Invariant invariant) => tally.Held(invariant);

    internal void CountPosts(long posts, long refunds) => tally.AddPosts(Scenario.Rates.Level + (Scenario.IsStaged ? "*" : Scenario.IsPlain ? "" : "+"), posts, refunds);

    /// <summary>Some node that is up; null if there is none.</summary>
    internal Node? AnyNode()
    {
        var from = World.Pick(Nodes.Count);
        for (var i = 0; i < Nodes.Count; i++)
        {
            if (Nodes[(from + i) % Nodes.Count] is { IsUp: true } node)
            {
                return node;
            }
        }

        return null;
    }

    public void Dispose()
    {
        foreach (var node in Nodes)
        {
            node.Dispose();
        }

        foreach (var merchant in Merchants)
        {
            merchant.Dispose();
        }
    }

    private void Live()
    {
        World.Note($"level {Rates.Level}, {Scenario.Nodes} nodes, {Scenario.Merchants} merchants, {Scenario.Agents} agents");
        World.Note($"supervised {Scenario.IsSupervised}, switched {Scenario.HasSwitch}, {string.Join("; ", Merchants[0].Limits)}");
        Clocks.Set(this);
        Nodes.ForEach(node => node.Start());
        World.Mischief = new Mischief(this).Strikes;
        Agents.Start(this);
        Endings.Start(this);
        Supervisors.Start(this);
        Switches.Start(this);
        Hands.Start(this);
        Incidents.Start(this);
        Nodes.ForEach(node => World.Start(new Sweeper(this, node).RunAsync, isBackground: true));
        World.Run(untilBackgroundEnds: false);
        Heal();
        World.Run(untilBackgroundEnds: true);
        Afterwards.Start(this);
        World.Run(untilBackgroundEnds: true);
    }

    private void Heal()
    {
        World.Note($"the world heals");
        (IsHealing, Rates, World.Lag, World.Mischief, Store.IsDown) = (true, Rates.None, TimeSpan.Zero, null, false);
        foreach (var merchant in Merchants)
        {
            merchant.IsAway = false;
            merchant.Widen();
            merchant.Refresh();
            Hands.DecideApprovals(this, merchant);
        }

        foreach (var node in Nodes)
        {
            node.Skew = TimeSpan.Zero;
            if (!node.IsUp)
            {
                node.Start();
            }
        }

        Switches.LetGoOn(this);
    }
}
