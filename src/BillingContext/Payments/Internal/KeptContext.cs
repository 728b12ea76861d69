namespace BillingContext.Payments.Internal;

/// <summary>A context that was read, what it was read for, and when.</summary>
/// <param name="Key">What was asked for.</param>
/// <param name="Context">What came.</param>
/// <param name="ReadAt">As of when it is, in ticks of the time provider: its oldest part counts.</param>
internal sealed record KeptContext(ContextKey Key, PaymentContext Context, long ReadAt)
{
    /// <summary>How many objects of Stripe's it holds: what it costs to keep.</summary>
    internal int Records { get; } = 1
        + Context.Payments.Sum(payment => 1 + payment.Refunds.Count + payment.Disputes.Count + (payment.FraudWarnings?.Count ?? 0))
        + Context.Subscriptions.Count
        + (Context.Attempts?.Count ?? 0)
        + (Context.Invoices?.Count ?? 0);

    /// <summary>Whether it holds all that is asked for. Who was shown every payment there is need not be asked for more of them.</summary>
    internal bool Answers(ContextKey asked) =>
        Key.Covers(asked) || (Key.Holds(asked) && Context.Missing.All(gap => gap.Area != DataArea.Payments));

    internal PaymentContext PartFor(ContextKey asked) => ContextPart.Of(Context, Key, asked);
}
