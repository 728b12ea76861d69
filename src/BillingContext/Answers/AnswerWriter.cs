using System.Globalization;
using BillingContext.Answers.Internal;
using BillingContext.Internal;
using BillingContext.Payments;

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

    /// <summary>An amount, as in sentences: <c>$64.00</c>, or with its code where it is not the currency of the culture's country.</summary>
    public string Write(Money amount) => CultureText.Of(amount, culture);

    /// <summary>A day, as in sentences: <c>November 9, 2026</c>.</summary>
    public string Write(DateOnly day) => CultureText.Of(day, culture);

    /// <summary>The day that an instant is in the reader's time zone.</summary>
    public string WriteDay(DateTimeOffset instant) => CultureText.Of(DateOnly.FromDateTime(Local(instant).Date), culture);

    /// <summary>An instant with day, time and offset in the reader's time zone: <c>November 9, 2026, 6:06:00 PM UTC</c>.</summary>
    public string WriteMoment(DateTimeOffset instant) => CultureText.Of(Local(instant), culture);

    /// <summary>A card as on a receipt: <c>Visa ending in 4242</c>, or its brand alone if no digits are known.</summary>
    public string Write(CardDetails card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var brand = phrases.WordFor($"card.{card.Brand ?? "unknown"}");
        return card.LastFour is { } digits ? $"{brand} {phrases.WordFor("card.ending_in")} {SafeText.Line(digits, LongestText)}" : brand;
    }

    /// <summary>A state in a word or two, such as <c>sent to the bank</c> for <see cref="RefundStatus.Succeeded"/>: said by itself or after a colon.</summary>
    /// <remarks>
    /// There are words for every value of <see cref="PaymentStatus"/>, <see cref="RefundStatus"/>, <see cref="DisputeStatus"/>, <see cref="SubscriptionStatus"/>,
    /// <see cref="RefundStage"/>, <see cref="Refunds.RefundState"/>, <see cref="Refunds.RefundVerdict"/> and <see cref="Subscriptions.CancellationState"/>, under codes
    /// such as <c>refund_status.succeeded</c>, which <see cref="AnswerPhrases.WithWord"/> replaces. A value of another enumeration is said by its name, unless it has been given words.
    /// </remarks>
    /// <param name="state">The state. A number that is none of its names is not known.</param>
    public string WordFor<TState>(TState state)
        where TState : struct, Enum =>
        phrases.WordFor(Enum.IsDefined(state) ? StateWord.Of(state) : "fact.unknown");

    private string Fill(string template, Answer answer) =>
        PhraseText.Fill(template, name => answer.Find(name) is { } fact ? Say(fact) : phrases.WordFor("fact.unknown"));

    private string Say(AnswerFact fact) => fact switch
    {
        { Amount: { } amount } => Write(amount),
        { Day: { } day } => Write(day),
        { Instant: { } instant } => WriteDay(instant),
        { Moment: { } moment } => WriteMoment(moment),
        { Card: { } card } => Write(card),
        { Count: { } count } => count.ToString("N0", culture),
        { Word: { } word } => phrases.WordFor(word, fact.Text is { } otherwise ? SafeText.Line(otherwise, LongestText) : null),
        // What came from outside stays within its sentence.
        _ => SafeText.Line(fact.Text ?? "", LongestText),
    };

    private DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, timeZone ?? TimeZoneInfo.Utc);
}
