using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;

namespace BillingContext.Simulation.Actors;

/// <summary>Lets people answer what waits for a yes.</summary>
internal static class Supervisors
{
    internal static void Start(History history)
    {
        if (!history.Scenario.IsSupervised)
        {
            return;
        }

        foreach (var merchant in history.Merchants)
        {
            merchant.Policy = history.World.Pick(3) > 0 ? PolicyBook.Careful : merchant.Policy;
            for (var number = 1 + history.World.Pick(2); number > 0; number--)
            {
                history.World.Start(new Supervisor(history, merchant, Actor.Person($"lead-{number}")).RunAsync);
            }
        }
    }
}
