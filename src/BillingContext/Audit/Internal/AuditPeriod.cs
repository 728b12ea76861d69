using System.Globalization;

namespace BillingContext.Audit.Internal;

/// <summary>From an instant until before another.</summary>
internal static class AuditPeriod
{
    internal static void Check(DateTimeOffset from, DateTimeOffset until, string parameter)
    {
        if (from >= until)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The period is from {from:O} until before {until:O}, and nothing lies between. Give the earlier instant first."),
                parameter);
        }
    }
}
