using System.Globalization;

namespace BillingContext.Simulation.Crash;

/// <summary>A refund somebody asks for, as it goes over a command line.</summary>
internal sealed record Ask(string RequestId, string Payment, long Amount)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RequestId},{Payment},{Amount}");

    internal static Ask Parse(string text) => text.Split(',') is [var request, var payment, var amount]
        ? new Ask(request, payment, long.Parse(amount, CultureInfo.InvariantCulture))
        : throw new FormatException(text);
}
