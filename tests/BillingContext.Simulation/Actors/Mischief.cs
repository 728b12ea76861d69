using BillingContext.Simulation.Running;
using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Actors;

/// <summary>Strikes a node in the place of its next step, which is any of its awaits: it dies there, or stands still.</summary>
internal sealed class Mischief(History history)
{
    private const double OftenerAtTheVault = 30;

    private int crashes = 3;
    private int pauses = 1;

    internal bool Strikes(Life life)
    {
        var world = history.World;
        if (crashes > 0 && world.Happens(history.Rates.Crash))
        {
            crashes--;
            history.Nodes.Find(node => node.Life == life)?.Crash();
            return true;
        }

        if (pauses > 0 && world.Happens(history.Rates.Pause * (life.LookingUp > 0 ? OftenerAtTheVault : 1)) && history.Nodes.Find(node => node.Life == life) is { } stopped)
        {
            pauses--;
            if (life.Leaving == 0 && world.Pick(2) == 0)
            {
                history.Fired(Fault.PausedForHours);
                stopped.Pause(world.Span(TimeSpan.FromHours(1), TimeSpan.FromHours(48)));
            }
            else
            {
                // No check helps whoever stands still between the check and the wire; a request that leaves so late must land within the hour.
                history.Fired(Fault.PausedPastLease);
                stopped.Pause(world.Span(TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(20)));
            }

            return true;
        }

        return false;
    }
}
