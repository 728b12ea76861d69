using System.Diagnostics;

namespace BillingContext.Simulation.Crash.Wires;

/// <summary>Counts the places before and after anything that reaches the world, and kills the process at one of them.</summary>
/// <param name="diesAt">Where; null for nowhere.</param>
/// <param name="isTold">Whether every place is printed.</param>
internal sealed class Boundaries(Death? diesAt, bool isTold)
{
    private readonly Lock gate = new();
    private string phase = Phases.Sweep;
    private int passed;

    /// <summary>Counts from 1 again, under another name.</summary>
    internal void Enter(string next)
    {
        lock (gate)
        {
            (phase, passed) = (next, 0);
        }
    }

    /// <summary>Returns, or does not.</summary>
    internal void Pass(string place)
    {
        lock (gate)
        {
            passed++;
            if (isTold)
            {
                Console.WriteLine($"passed {phase} {passed} {place}");
            }

            if (diesAt?.Phase == phase && diesAt.At == passed)
            {
                Console.WriteLine($"killed {phase} {passed} {place}");
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }
}
