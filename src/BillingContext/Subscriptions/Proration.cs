namespace BillingContext.Subscriptions;

/// <summary>What is left of what was paid for a period, by the time left in it, to the second.</summary>
/// <param name="Paid">What was paid.</param>
/// <param name="Left">The time left.</param>
/// <param name="Period">The whole period.</param>
/// <param name="Amount">Paid × left ÷ period, rounded down to what Stripe takes.</param>
public sealed record Proration(Money Paid, TimeSpan Left, TimeSpan Period, Money Amount)
{
    /// <summary>What is left as of an instant; all before the period, nothing after it.</summary>
    /// <param name="paid">What was paid.</param>
    /// <param name="start">When the period begins.</param>
    /// <param name="end">When it ends.</param>
    /// <param name="now">The instant.</param>
    /// <exception cref="ArgumentException">The period does not last.</exception>
    public static Proration Of(Money paid, DateTimeOffset start, DateTimeOffset end, DateTimeOffset now)
    {
        var period = Seconds(end - start);
        if (period <= 0)
        {
            throw new ArgumentException("The period must end after it begins.", nameof(end));
        }

        var left = Math.Clamp(Seconds(end - now), 0, period);
        var exact = paid.MinorUnits <= 0 ? 0 : (long)((Int128)paid.MinorUnits * left / period);
        return new Proration(
            paid, TimeSpan.FromSeconds(left), TimeSpan.FromSeconds(period), new Money(exact - (exact % paid.Currency.SmallestStep), paid.Currency));
    }

    /// <summary>The arithmetic: <c>20.00 USD × 15 d 00:00:00 of 30 d 00:00:00 = 10.00 USD, rounded down</c>.</summary>
    public override string ToString() => $"{Paid} × {Days(Left)} of {Days(Period)} = {Amount}, rounded down";

    private static long Seconds(TimeSpan span) => (long)Math.Floor(span.TotalSeconds);

    private static string Days(TimeSpan span) => $"{span.Days} d {span:hh\\:mm\\:ss}";
}
