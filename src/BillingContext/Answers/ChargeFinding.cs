namespace BillingContext.Answers;

/// <summary>One explanation for charges that look like too many, with what it rests on and what follows from it.</summary>
public sealed record ChargeFinding
{
    /// <summary>What it is.</summary>
    public required ChargeFindingKind Kind { get; init; }

    /// <summary>How sure that is.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The payments it is about, the earliest first.</summary>
    public required IReadOnlyList<PaymentId> Payments { get; init; }

    /// <summary>The payments to refund. Never one that failed, is refunded even in part, was ever disputed, or could not be read in full; and none at all
    /// while a bank decides about one of <see cref="Payments"/>.</summary>
    public IReadOnlyList<PaymentId> ToRefund { get; init; } = [];

    /// <summary>The payment that stays, because the order or invoice hangs on it; null if there is nothing to choose.</summary>
    public PaymentId? ToKeep { get; init; }

    /// <summary>Holds: if they are not needed, which the merchant knows, they are to be released rather than refunded.</summary>
    public IReadOnlyList<PaymentId> ToRelease { get; init; } = [];

    /// <summary>The finding itself, to be said.</summary>
    public required Answer Answer { get; init; }

    /// <summary>What it rests on, point by point.</summary>
    public required IReadOnlyList<Answer> Evidence { get; init; }

    /// <summary>The one question whose answer decides; null if none is needed.</summary>
    public Answer? Question { get; init; }

    /// <summary>Whether it is about what the customer asked for, if that was said.</summary>
    public bool IsAskedAbout { get; init; }

    /// <summary>Kind, certainty and payments.</summary>
    public override string ToString() => $"{Kind} ({Certainty}): {string.Join(", ", Payments)}";
}
