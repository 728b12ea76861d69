using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.Root;

internal sealed class MoneyTests
{
    private static readonly string[] Codes = ["usd", "jpy", "kwd", "isk", "ugx", "huf", "xxx"];

    [Test]
    public void Adds_and_subtracts_exactly()
    {
        var price = Money.Of("usd", 19_99);

        Assert.That(price + Money.Of("usd", 1), Is.EqualTo(Money.Of("usd", 20_00)));
        Assert.That(price - Money.Of("usd", 20_00), Is.EqualTo(Money.Of("usd", -1)));
    }

    [Test]
    public void Compares_amounts_of_one_currency()
    {
        var (less, more) = (Money.Of("usd", 1), Money.Of("usd", 2));

        bool[] holds = [less < more, !(less > more), less <= more, !(less >= more), less.CompareTo(more) < 0, less <= Money.Of("USD", 1), less >= Money.Of("USD", 1)];

        Assert.That(holds, Is.All.True);
    }

    [Test]
    public void Two_currencies_never_mix()
    {
        var (dollars, euros) = (Money.Of("usd", 1), Money.Of("eur", 1));

        Assert.That(() => dollars + euros, Throws.InvalidOperationException.With.Message.EqualTo("USD and EUR cannot be added or compared."));
        Assert.That(() => dollars - euros, Throws.InvalidOperationException);
        Assert.That(() => dollars < euros, Throws.InvalidOperationException);
        Assert.That(() => dollars > euros, Throws.InvalidOperationException);
        Assert.That(() => dollars <= euros, Throws.InvalidOperationException);
        Assert.That(() => dollars >= euros, Throws.InvalidOperationException);
        Assert.That(() => dollars.CompareTo(euros), Throws.InvalidOperationException);
        Assert.That(() => dollars + default(Money), Throws.InvalidOperationException, "Not even with nothing.");
        Assert.That(dollars == euros, Is.False);
    }

    [Test]
    public void Overflows_rather_than_wraps()
    {
        Assert.That(() => Money.Of("usd", long.MaxValue) + Money.Of("usd", 1), Throws.InstanceOf<OverflowException>());
        Assert.That(() => Money.Of("usd", long.MinValue) - Money.Of("usd", 1), Throws.InstanceOf<OverflowException>());
        Assert.That(() => Money.FromMajorUnits(decimal.MaxValue, new CurrencyCode("usd")), Throws.InstanceOf<OverflowException>());
        Assert.That(() => Money.FromMajorUnits(92_233_720_368_547_758.08m, new CurrencyCode("usd")), Throws.InstanceOf<OverflowException>());
    }

    [TestCase("usd", "19.99", 1999)]
    [TestCase("usd", "-0.01", -1)]
    [TestCase("usd", "19.9900", 1999)]
    [TestCase("jpy", "500", 500)]
    [TestCase("clp", "7", 7)]
    [TestCase("kwd", "1.234", 1234)]
    [TestCase("bhd", "5", 5000)]
    [TestCase("isk", "1500", 150000)]
    [TestCase("ugx", "1500", 150000)]
    [TestCase("huf", "10.50", 1050)]
    [TestCase("twd", "10.50", 1050)]
    public void Major_units_are_Stripes_minor_units_and_back(string currency, string major, long minor)
    {
        var amount = decimal.Parse(major, CultureInfo.InvariantCulture);

        var money = Money.FromMajorUnits(amount, new CurrencyCode(currency));

        Assert.That(money, Is.EqualTo(Money.Of(currency, minor)));
        Assert.That(money.MajorUnits, Is.EqualTo(amount));
    }

    [TestCase("usd", "19.999")]
    [TestCase("jpy", "0.5")]
    [TestCase("kwd", "0.0001")]
    public void Nothing_is_rounded(string currency, string major) => Assert.That(
        () => Money.FromMajorUnits(decimal.Parse(major, CultureInfo.InvariantCulture), new CurrencyCode(currency)),
        Throws.ArgumentException.With.Message.Contains(currency.ToUpperInvariant()));

    [Test]
    public void Every_amount_survives_the_way_to_major_units_and_back() => Check.One(
        Config.QuickThrowOnFailure.WithReplay(20261102, 901),
        Prop.ForAll((from currency in Gen.Elements(Codes) from minor in ArbMap.Default.GeneratorFor<long>() select (currency, minor)).ToArbitrary(), c =>
        {
            var money = Money.Of(c.currency, c.minor);
            return Money.FromMajorUnits(money.MajorUnits, money.Currency) == money;
        }));

    [TestCase("usd", 123456_78, "", "123,456.78 USD")]
    [TestCase("usd", 123456_78, "de-DE", "123.456,78 USD")]
    [TestCase("jpy", 500_000, "", "500,000 JPY")]
    [TestCase("kwd", 1_234, "", "1.234 KWD")]
    [TestCase("isk", 1_500_00, "", "1,500.00 ISK")]
    [TestCase("eur", -5, "", "-0.05 EUR")]
    public void Is_written_in_a_cultures_way(string currency, long minor, string culture, string text) =>
        Assert.That(Money.Of(currency, minor).ToString(null, CultureInfo.GetCultureInfo(culture)), Is.EqualTo(text));

    [Test]
    public void Is_written_the_same_in_every_culture_unless_asked()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");

            Assert.That(Money.Of("usd", 1_234_50).ToString(), Is.EqualTo("1,234.50 USD"));
            Assert.That($"{Money.Of("usd", 1_234_50)}", Is.EqualTo("1.234,50 USD"), "Interpolation asks for the current culture.");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void The_default_is_nothing_of_no_currency()
    {
        Money nothing = default;

        Assert.That((nothing.IsZero, nothing.MajorUnits, nothing.ToString()), Is.EqualTo((true, 0m, "0.00 XXX")));
        Assert.That(nothing, Is.EqualTo(Money.Zero(default)).And.EqualTo(Money.Of("xxx", 0)));
    }
}
