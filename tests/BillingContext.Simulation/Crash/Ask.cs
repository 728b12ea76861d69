using System.Globalization;

namespace BillingContext.Simulation.Crash;

/// <summary>What somebody asks for, as it goes over a command line.</summary>
/// <param name="RequestId">The host's id of it.</param>
/// <param name="Target">The payment, or the subscription to end.</param>
/// <param name="Amount">How much goes back.</param>
internal sealed record Ask(string RequestId, string Target, long Amount)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RequestId},{Target},{Amount}");

    internal static Ask Parse(string text) => text.Split(',') is [var request, var target, var amount]
        ? new Ask(request, target, long.Parse(amount, CultureInfo.InvariantCulture))
        : throw new FormatException(text);
}
