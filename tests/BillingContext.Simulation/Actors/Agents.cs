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
                var actor = world.Pick(5) == 0 ? Actor.Assistant("assistant") : Actor.Person("agent");
                merchant.Orders.Add(new Order($"r{i + 1}", plan[i], actor));
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
}
