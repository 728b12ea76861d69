using System.Globalization;
using BillingContext.Answers;
using BillingContext.Answers.Internal;

namespace BillingContext.Tests.Answers;

internal sealed class AnswerWriterTests
{
    [TestCase("en-US", "usd", 1_999, "$19.99")]
    [TestCase("en-US", "eur", 123_450, "EUR 1,234.50")]
    [TestCase("de-DE", "eur", 123_450, "1.234,50 €")]
    [TestCase("de-DE", "usd", 1_999, "19,99 USD")]
    [TestCase("en-US", "jpy", 500, "JPY 500")]
    [TestCase("ja-JP", "jpy", 500, "￥500")]
    [TestCase("en-US", "kwd", 1_230, "KWD 1.230")]
    [TestCase("en-CA", "usd", 1_999, "USD 19.99")]
    [TestCase("en-US", "eur", -50, "EUR -0.50")]
    [TestCase("de-DE", "usd", -50, "-0,50 USD")]
    [TestCase("", "usd", 1_999, "USD 19.99")]
    [TestCase("en", "usd", 1_999, "USD 19.99")]
    public void An_amount_is_written_as_the_culture_writes_it(string culture, string currency, long minorUnits, string expected)
    {
        var text = CultureText.Of(Money.Of(currency, minorUnits), CultureInfo.GetCultureInfo(culture));

        Assert.That(text.Replace('\u00a0', ' ').Replace('¥', '￥'), Is.EqualTo(expected));
    }

    [TestCase("en-US", "November 9, 2026")]
    [TestCase("en-GB", "9 November 2026")]
    [TestCase("de-DE", "9. November 2026")]
    [TestCase("ja-JP", "2026年11月9日")]
    [TestCase("hu-HU", "2026. november 9.")]
    public void A_day_is_written_in_full_without_the_day_of_the_week(string culture, string expected) =>
        Assert.That(CultureText.Of(new DateOnly(2026, 11, 9), CultureInfo.GetCultureInfo(culture)), Is.EqualTo(expected));

    [Test]
    public void No_culture_fails_over_an_amount_or_a_day()
    {
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            Assert.That(CultureText.Of(Money.Of("usd", 1_999), culture), Is.Not.Empty, culture.Name);
            Assert.That(CultureText.Of(new DateOnly(2026, 11, 9), culture), Is.Not.Empty, culture.Name);
        }
    }

    [Test]
    public void What_is_filled_in_is_never_read_as_a_template() =>
        Assert.That(PhraseText.Fill("{a} and {b}", name => name == "a" ? "{b}" : "two"), Is.EqualTo("{b} and two"));

    [Test]
    public void A_brace_that_is_not_closed_is_refused() =>
        Assert.That(() => PhraseText.NamesIn("of {amount"), Throws.ArgumentException.With.Message.Contains("of {amount"));

    [Test]
    public void A_word_nobody_translated_is_said_with_spaces()
    {
        Assert.That(AnswerPhrases.English.WordFor("dispute_reason.some_new_word"), Is.EqualTo("some new word"));
        Assert.That(AnswerPhrases.English.WithWord("card.visa", "Visa").WordFor("card.visa"), Is.EqualTo("Visa"));
    }

    [Test]
    public void There_are_no_sentences_for_a_code_that_is_none() =>
        Assert.That(() => AnswerPhrases.English["refund.lost_in_space"], Throws.ArgumentException.With.Message.Contains("refund.lost_in_space"));
}
