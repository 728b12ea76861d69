using BillingContext.Simulation.Running;

namespace BillingContext.Simulation.Actors;

/// <summary>Lets somebody stop merchants, and lets everybody go on in the end.</summary>
internal static class Switches
{
    internal static void Start(History history)
    {
        if (!history.Scenario.HasSwitch)
        {
            return;
        }

        foreach (var merchant in history.Merchants)
        {
            merchant.IsUndisturbed = false;
            history.World.Start(new SwitchKeeper(history, merchant).RunAsync);
        }
    }

    /// <summary>Nothing stays stopped once the world has healed, or nothing would ever settle.</summary>
    internal static void LetGoOn(History history)
    {
        if (history.Scenario.HasSwitch)
        {
            foreach (var merchant in history.Merchants)
            {
                history.World.Start(() => new SwitchKeeper(history, merchant).ResumeAsync());
            }
        }
    }
}
