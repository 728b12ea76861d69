using System.Globalization;
using BillingContext.Answers.Internal;
using BillingContext.Internal;

namespace BillingContext.Answers;

/// <summary>Puts answers into words: one language, one culture for amounts and days, one time zone. Thread-safe.</summary>
/// <param name="phrases">The words.</param>
/// <param name="culture">How amounts and days are written.</param>
/// <param name="timeZone">In which days are counted; UTC if null.</param>
public sealed class AnswerWriter(AnswerPhrases phrases, CultureInfo culture, TimeZoneInfo? timeZone = null)
{
    private const int LongestText = 500;

    /// <summary>The sentence for a person at the helpdesk.</summary>
    /// <exception cref="ArgumentException">There is no answer of this code.</exception>
    public string ForAgent(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Fill(phrases[answer.Code].ForAgent, answer);
    }

    /// <summary>The sentence that can be sent to the customer.</summary>
    /// <exception cref="ArgumentException">There is no answer of this code.</exception>
    public string ForCustomer(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Fill(phrases[answer.Code].ForCustomer, answer);
    }

    private string Fill(string template, Answer answer) =>
        PhraseText.Fill(template, name => answer.Find(name) is { } fact ? Say(fact) : phrases.WordFor("fact.unknown"));

    private string Say(AnswerFact fact) => fact switch
    {
        { Amount: { } amount } => CultureText.Of(amount, culture),
        { Day: { } day } => CultureText.Of(day, culture),
        { Instant: { } instant } => CultureText.Of(DateOnly.FromDateTime(Local(instant).Date), culture),
        { Moment: { } moment } => CultureText.Of(Local(moment), culture),
        { Count: { } count } => count.ToString("N0", culture),
        { Word: { } word } => phrases.WordFor(word, fact.Text is { } otherwise ? SafeText.Line(otherwise, LongestText) : null),
        // What came from outside stays within its sentence.
        _ => SafeText.Line(fact.Text ?? "", LongestText),
    };

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, timeZone ?? TimeZoneInfo.Utc);
}
