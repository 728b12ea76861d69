using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;

namespace BillingContext.Simulation.Actors;

/// <summary>Chooses what is asked for, and by whom.</summary>
internal static class Agents
{
    private static readonly long?[][] Plans =
    [
        [3_000, 3_000, null],
        [3_000, 3_000],
        [2_500, 2_500, 2_500, 2_500],
        [null],
        [6_000, 6_000],
        [3_000],
        [5_000, 5_000],
    ];

    internal static void Start(History history)
    {
        var world = history.World;
        foreach (var merchant in history.Merchants)
        {
            var plan = Plans[world.Pick(Plans.Length)];
            for (var i = 0; i < plan.Length; i++)
            {
                merchant.Orders.Add(Some(history, $"r{i + 1}", plan[i]));
            }

            if (merchant.Other is not null)
            {
                merchant.IsUndisturbed = false;
                merchant.Orders.Insert(world.Pick(merchant.Orders.Count + 1), Some(history, "o1", 2_000) with { IsOfOther = true });
                merchant.Orders.Insert(world.Pick(merchant.Orders.Count + 1), Some(history, "o2", 3_000) with { IsOfOther = true });
            }

            var agents = history.Merchants.Count > 1 ? Math.Min(2, history.Scenario.Agents) : history.Scenario.Agents;
            if (agents > 1)
            {
                history.Fired(agents > 8 ? Fault.SixtyFourAgents : Fault.ManyAgents);
            }

            for (var agent = 0; agent < agents; agent++)
            {
                // Everybody asks for two of the requests, so that most are asked for more than once, on any node.
                Order[] asked = [.. ((int[])[agent, agent + 1]).Select(at => merchant.Orders[at % merchant.Orders.Count]).Distinct()];
                world.Start(new Agent(history, merchant, asked, isFirst: agent == 0).RunAsync);
            }

            // What no agent has taken is asked for as well.
            var left = merchant.Orders.Skip(agents + 1).ToArray();
            if (left.Length > 0)
            {
                world.Start(new Agent(history, merchant, left, isFirst: false).RunAsync);
            }
        }
    }

    /// <summary>Somebody's order, in one of two conversations where limits count them.</summary>
    private static Order Some(History history, string requestId, long? amount)
    {
        var world = history.World;
        var actor = world.Pick(5) == 0 ? Actor.Assistant("assistant") : Actor.Person(history.Scenario.HasLimits && world.Pick(2) == 0 ? "agent-2" : "agent");
        return new Order(requestId, amount, actor) { Ticket = new TicketReference(history.Scenario.HasLimits && world.Pick(2) == 0 ? "T2" : "T1") };
    }
}
