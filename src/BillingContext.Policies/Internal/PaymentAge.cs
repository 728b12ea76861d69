using System.Globalization;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>How many calendar days ago a payment was made, counted in the policy's time zone. The day of payment is day 0.</summary>
internal readonly record struct PaymentAge
{
    /// <summary>How far Stripe's clock may be ahead of ours before a payment "from the future" is a question rather than a skew.</summary>
    internal static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    private PaymentAge(int paidOn, int days) => (IsKnown, PaidOn, Days) = (true, paidOn, days);

    internal bool IsKnown { get; }

    /// <summary>The local day of payment as a <see cref="DateOnly.DayNumber"/>.</summary>
    internal int PaidOn { get; }

    internal int Days { get; }

    internal static PaymentAge Of(in RefundFacts facts, TimeZoneInfo zone)
    {
        if (facts.PaidAt - facts.Now > ClockSkew)
        {
            return default;
        }

        var paidOn = Day(facts.PaidAt, zone);
        return new PaymentAge(paidOn, Math.Max(0, Day(facts.Now, zone) - paidOn));
    }

    /// <summary>A day so many days after the payment, as text.</summary>
    internal string DayAfter(long days) =>
        DateOnly.FromDayNumber((int)Math.Min(PaidOn + days, DateOnly.MaxValue.DayNumber)).ToString("O", CultureInfo.InvariantCulture);

    private static int Day(DateTimeOffset instant, TimeZoneInfo zone) =>
        (int)((ReferenceEquals(zone, TimeZoneInfo.Utc) ? instant.UtcTicks : TimeZoneInfo.ConvertTime(instant, zone).Ticks) / TimeSpan.TicksPerDay);
}
