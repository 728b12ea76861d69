using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>A named fact of an answer. Exactly one of its values is set; only a word may have a text beside it.</summary>
public sealed record AnswerFact
{
    private AnswerFact(string name) => Name = name;

    /// <summary>The name that phrases call it by, such as <c>amount</c>.</summary>
    public string Name { get; }

    /// <summary>An amount.</summary>
    public Money? Amount { get; private init; }

    /// <summary>A calendar day.</summary>
    public DateOnly? Day { get; private init; }

    /// <summary>An instant (UTC), which is said as the day it is in the reader's time zone.</summary>
    public DateTimeOffset? Instant { get; private init; }

    /// <summary>An instant (UTC), which is said as day, time and offset in the reader's time zone.</summary>
    public DateTimeOffset? Moment { get; private init; }

    /// <summary>A card, of which brand and last four digits are said.</summary>
    public CardDetails? Card { get; private init; }

    /// <summary>A number of things.</summary>
    public long? Count { get; private init; }

    /// <summary>A code that is said in words of the reader's language, such as <c>dispute_reason.product_not_received</c>.</summary>
    public string? Word { get; private init; }

    /// <summary>An id, a number or a text that is said as it is. May come from outside.</summary>
    public string? Text { get; private init; }

    /// <summary>An amount.</summary>
    public static AnswerFact Of(string name, Money amount) => new(name) { Amount = amount };

    /// <summary>A calendar day.</summary>
    public static AnswerFact Of(string name, DateOnly day) => new(name) { Day = day };

    /// <summary>An instant.</summary>
    public static AnswerFact Of(string name, DateTimeOffset instant) => new(name) { Instant = instant };

    /// <summary>An instant to the second.</summary>
    public static AnswerFact OfMoment(string name, DateTimeOffset moment) => new(name) { Moment = moment };

    /// <summary>A card.</summary>
    public static AnswerFact Of(string name, CardDetails card) => new(name) { Card = card };

    /// <summary>A number of things.</summary>
    public static AnswerFact Of(string name, long count) => new(name) { Count = count };

    /// <summary>A text that is said as it is.</summary>
    public static AnswerFact Of(string name, string text) => new(name) { Text = text };

    /// <summary>A code that is said in words. Words nobody has translated are said with spaces for their underscores.</summary>
    public static AnswerFact OfWord(string name, string word) => new(name) { Word = word };

    /// <summary>A code that is said in words, or, if nobody has translated it, as a text. It may come from outside.</summary>
    public static AnswerFact OfWord(string name, string word, string otherwise) => new(name) { Word = word, Text = otherwise };

    /// <summary>The name only: the value may be personal.</summary>
    public override string ToString() => Name;
}
