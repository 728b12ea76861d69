using System.Globalization;

namespace BillingContext.Simulation.Crash.Wires;

/// <summary>Where a process ends.</summary>
/// <param name="Phase">What it is at: one of <see cref="Phases"/>.</param>
/// <param name="At">The place, counted from 1.</param>
internal sealed record Death(string Phase, int At)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Phase}:{At}");

    internal static Death Parse(string text) => text.Split(':') is [var phase, var at]
        ? new Death(phase, int.Parse(at, CultureInfo.InvariantCulture))
        : throw new FormatException(text);
}
