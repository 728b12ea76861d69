using System.Globalization;
using BillingContext.Answers;
using BillingContext.Answers.Internal;

namespace BillingContext.Tests.Answers;

internal sealed class AnswerWriterTests
{
    private static readonly DateOnly[] Extremes =
    [
        DateOnly.MinValue, new(621, 6, 1), new(1500, 2, 28), new(1867, 12, 31), new(1900, 1, 1), new(1900, 4, 30), new(2077, 11, 17), new(2100, 2, 28), new(2240, 1, 1),
        new(9999, 1, 1), DateOnly.MaxValue,
    ];

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

    // Umm al-Qura knows 1900 to 2077, the Hebrew calendar 1583 to 2239, the Persian one all from 622 on, and Japan's eras begin in 1868.
    [TestCase("ar-SA", null)]
    [TestCase("th-TH", null)]
    [TestCase("fa-IR", null)]
    [TestCase("he-IL", typeof(HebrewCalendar))]
    [TestCase("ja-JP", typeof(JapaneseCalendar))]
    [TestCase("zh-TW", typeof(TaiwanCalendar))]
    [TestCase("ko-KR", typeof(KoreanCalendar))]
    [TestCase("ar-KW", typeof(HijriCalendar))]
    public void No_calendar_fails_over_a_day_that_it_does_not_have(string name, Type? calendar)
    {
        var culture = Culture(name, calendar);
        foreach (var day in Extremes)
        {
            Assert.That(CultureText.Of(day, culture), Is.Not.Empty, $"{name} {day:O}");
        }
    }

    [TestCase("ar-SA", null, "2026-11-09", true)]
    [TestCase("ar-SA", null, "2100-11-09", false)]
    [TestCase("he-IL", typeof(HebrewCalendar), "2100-11-09", true)]
    [TestCase("he-IL", typeof(HebrewCalendar), "1500-11-09", false)]
    [TestCase("ja-JP", typeof(JapaneseCalendar), "1900-11-09", true)]
    [TestCase("ja-JP", typeof(JapaneseCalendar), "1800-11-09", false)]
    [TestCase("fa-IR", null, "9999-12-31", true)]
    [TestCase("th-TH", null, "0001-01-01", true)]
    public void A_day_is_told_in_the_cultures_calendar_as_far_as_it_goes_and_then_in_the_Gregorian(string name, Type? calendar, string day, bool isIts)
    {
        var culture = Culture(name, calendar);
        var gregorian = Culture(name, typeof(GregorianCalendar));
        var date = DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);

        Assert.That(CultureText.Of(date, culture) != CultureText.Of(date, gregorian), Is.EqualTo(isIts));
    }

    [Test]
    public void No_culture_and_no_time_zone_fails_over_the_first_or_the_last_instant()
    {
        var answer = new Answer
        {
            Code = "audit.customer.confirmed",
            Facts =
            [
                AnswerFact.OfMoment("at", DateTimeOffset.MinValue), AnswerFact.Of("actor", DateTimeOffset.MaxValue),
                AnswerFact.Of("customer", DateOnly.MinValue), AnswerFact.OfMoment("ticket", DateTimeOffset.MaxValue),
            ],
        };
        TimeZoneInfo[] zones = [TimeZoneInfo.Utc, Zone(14), Zone(-12)];
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            Assert.That(zones.Select(zone => new AnswerWriter(AnswerPhrases.English, culture, zone).ForAgent(answer)), Is.All.Contains(" confirmed that "), culture.Name);
        }

        static TimeZoneInfo Zone(int hours) => TimeZoneInfo.CreateCustomTimeZone($"{hours}", TimeSpan.FromHours(hours), null, null);
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

    private static CultureInfo Culture(string name, Type? calendar)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        if (calendar is not null)
        {
            culture.DateTimeFormat.Calendar = culture.OptionalCalendars.First(calendar.IsInstanceOfType);
        }

        return culture;
    }
}
