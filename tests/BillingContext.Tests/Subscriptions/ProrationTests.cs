using BillingContext.Subscriptions;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.Subscriptions;

internal sealed class ProrationTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Codes = ["usd", "jpy", "kwd", "isk", "ugx", "huf"];

    // Paid for thirty days; asked after so many hours.
    [TestCase("usd", 2_000, 0, 2_000)]
    [TestCase("usd", 2_000, 360, 1_000)]
    [TestCase("usd", 2_000, 1, 1_997)]
    [TestCase("usd", 2_000, 719, 2)]
    [TestCase("usd", 2_000, 720, 0)]
    [TestCase("usd", 2_000, 9_999, 0)]
    [TestCase("usd", 2_000, -24, 2_000)]
    [TestCase("jpy", 1_000, 480, 333)]
    [TestCase("kwd", 9_990, 480, 3_330)]
    [TestCase("kwd", 10_000, 480, 3_330)]
    [TestCase("isk", 100_000, 480, 33_300)]
    [TestCase("usd", 9_000_000_000_000_000_000, 360, 4_500_000_000_000_000_000)]
    [TestCase("usd", 0, 0, 0)]
    public void Gives_back_by_the_time_left_rounded_down(string currency, long paid, int hours, long expected)
    {
        var proration = Proration.Of(Money.Of(currency, paid), Start, Start.AddDays(30), Start.AddHours(hours));

        Assert.That(proration.Amount, Is.EqualTo(Money.Of(currency, expected)));
    }

    [Test]
    public void Says_how_it_was_reckoned()
    {
        var proration = Proration.Of(Money.Of("usd", 2_000), Start, Start.AddDays(30), Start.AddDays(10).AddHours(6));

        Assert.That(proration.ToString(), Is.EqualTo("20.00 USD × 19 d 18:00:00 of 30 d 00:00:00 = 13.16 USD, rounded down"));
    }

    [Test]
    public void A_period_without_length_is_none() =>
        Assert.That(() => Proration.Of(Money.Of("usd", 1), Start, Start, Start), Throws.ArgumentException);

    [Test]
    public void Is_never_more_than_was_paid_never_grows_and_is_what_Stripe_takes()
    {
        var cases =
            from code in Gen.Elements(Codes)
            from high in Gen.Choose(0, int.MaxValue)
            from low in Gen.Choose(0, int.MaxValue)
            let paid = ((long)high << 31) | (long)low
            from length in Gen.Choose(1, 400 * 86_400)
            from first in Gen.Choose(-86_400, 500 * 86_400)
            from later in Gen.Choose(0, 500 * 86_400)
            select (code, paid, length, first, later);

        Prop.ForAll(cases.ToArbitrary(), value =>
        {
            var paid = Money.Of(value.code, value.paid);
            var end = Start.AddSeconds(value.length);
            var now = Proration.Of(paid, Start, end, Start.AddSeconds(value.first)).Amount;
            var then = Proration.Of(paid, Start, end, Start.AddSeconds((double)value.first + value.later)).Amount;
            return then <= now && now <= paid && then.MinorUnits >= 0
                && now.MinorUnits % now.Currency.SmallestStep == 0;
        }).QuickCheckThrowOnFailure();
    }
}
