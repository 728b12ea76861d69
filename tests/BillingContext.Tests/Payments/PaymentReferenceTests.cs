using System.Globalization;
using BillingContext.Payments;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Tests.Payments;

internal sealed class PaymentReferenceTests
{
    // A Friday.
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero);

    [TestCase("where is my refund for order 1042?", "number 1042")]
    [TestCase("Order #A-1042, please", "number A-1042")]
    [TestCase("invoice INV-0007 and receipt 1234-5678", "number INV-0007, number 1234-5678")]
    [TestCase("it was pi_3MtwBwLkdIwHu7ix28a3tqPa", "payment pi_3MtwBwLkdIwHu7ix28a3tqPa")]
    [TestCase("(ch_3MmlLrLkdIwHu7ix0snN0B15)", "payment ch_3MmlLrLkdIwHu7ix0snN0B15")]
    [TestCase("in_1MtHbELkdIwHu7ixl4OzzPMv", "invoice in_1MtHbELkdIwHu7ixl4OzzPMv")]
    [TestCase("refund re_1Nispe2eZvKYlo2Cd31jOCgZ", "refund re_1Nispe2eZvKYlo2Cd31jOCgZ")]
    [TestCase("I paid $19.99", "amount 19.99")]
    [TestCase("I paid 19.99", "amount 19.99")]
    [TestCase("19,99 € abgebucht", "amount 19.99 EUR")]
    [TestCase("€1.234,50!", "amount 1234.50 EUR")]
    [TestCase("1,234.50 USD", "amount 1234.50 USD")]
    [TestCase("USD 20", "amount 20 USD")]
    [TestCase("20 bucks", "amount 20")]
    [TestCase("£5", "amount 5 GBP")]
    [TestCase("¥5,000", "amount 5000")]
    [TestCase("1'250.00 CHF", "amount 1250.00 CHF")]
    [TestCase("card ending in 4242", "card 4242")]
    [TestCase("my card 4242 was charged", "card 4242")]
    [TestCase("****4242", "card 4242")]
    [TestCase("•••• 4242 last four", "number 4242")]
    [TestCase("the last four digits are 4242", "card 4242")]
    [TestCase("yesterday", "day 2026-11-19")]
    [TestCase("today", "day 2026-11-20")]
    [TestCase("last Friday", "day 2026-11-13")]
    [TestCase("on Monday", "day 2026-11-16")]
    [TestCase("3 days ago", "day 2026-11-17")]
    [TestCase("two weeks ago", "day 2026-11-06")]
    [TestCase("on Nov 9", "day 2026-11-09")]
    [TestCase("November 9th, 2025", "day 2025-11-09")]
    [TestCase("the 9th of November", "day 2026-11-09")]
    [TestCase("9 Dec", "day 2025-12-09")]
    [TestCase("2026-11-09", "day 2026-11-09")]
    [TestCase("09/11/2026", "day 2026-09-11, day 2026-11-09")]
    [TestCase("13/11/2026", "day 2026-11-13")]
    [TestCase("11/9", "day 2026-11-09, day 2026-09-11")]
    [TestCase("9.11.2026", "day 2026-11-09")]
    [TestCase("29 Feb", "day 2024-02-29")]
    [TestCase("31/31/2026", "number 31/31/2026")]
    [TestCase("$19.99 on Nov 9 for order 1042 with card ending 4242", "number 1042, amount 19.99, day 2026-11-09, card 4242")]
    [TestCase("", "")]
    [TestCase("   ", "")]
    [TestCase("why??", "")]
    public void What_is_understood(string words, string understood) => Assert.That(Text(PaymentReference.Parse(words, Now)), Is.EqualTo(understood));

    [Test]
    public void Yesterday_is_the_customers()
    {
        var newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        var night = new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

        Assert.That(Text(PaymentReference.Parse("yesterday", night, newYork)), Is.EqualTo("day 2026-11-18"));
    }

    [Test]
    public void Nothing_in_words_means_nothing_to_look_for()
    {
        Assert.That(PaymentReference.Parse(null, Now).IsEmpty);
        Assert.That(PaymentReference.Parse("…", Now).IsEmpty);
        Assert.That(PaymentReference.Parse("1042", Now).IsEmpty, Is.False);
    }

    [Test]
    public void Any_text_is_read_and_what_it_names_is_bounded()
    {
        string[] bits = ["1042", "$", "€", "19.99", "1,2,3", "pi_", "pi_x", "in_0000", "09/11/2026", "99999999999999999999.99", "Nov", "9", "ago", "last", "\u202e", "😀", "\ud800", "a_b_c", "%20", "....", "0,", "of", new('9', 5_000), new('(', 5_000), "\"AND\"", "\0"];

        Prop.ForAll(Gen.Elements(bits).ArrayOf(400).ToArbitrary(), words =>
        {
            var reference = PaymentReference.Parse(string.Join(' ', words), Now);
            return reference.Numbers.Count <= 10 && reference.Amounts.Count <= 10 && reference.Days.Count <= 10 && reference.Payments.Count <= 10 && reference.ToString().Length < 100;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Test]
    public void A_dollar_is_any_dollar_and_a_euro_is_a_euro()
    {
        Assert.That(new MentionedAmount(19.99m, null).Fits(Money.Of("cad", 1_999)));
        Assert.That(new MentionedAmount(19.99m, new CurrencyCode("EUR")).Fits(Money.Of("cad", 1_999)), Is.False);
        Assert.That(new MentionedAmount(5_000m, null).Fits(Money.Of("jpy", 5_000)));
    }

    private static string Text(PaymentReference reference) => string.Join(", ", (IEnumerable<string>)
    [
        .. reference.Payments.Select(id => $"payment {id}"),
        .. reference.Invoices.Select(id => $"invoice {id}"),
        .. reference.Refunds.Select(id => $"refund {id}"),
        .. reference.Numbers.Select(number => $"number {number}"),
        .. reference.Amounts.Select(amount => string.Create(CultureInfo.InvariantCulture, $"amount {amount.Value} {amount.Currency}").TrimEnd()),
        .. reference.Days.Select(day => $"day {day:yyyy-MM-dd}"),
        .. reference.LastFours.Select(four => $"card {four}"),
    ]);
}
