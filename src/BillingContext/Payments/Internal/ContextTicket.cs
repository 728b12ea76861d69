namespace BillingContext.Payments.Internal;

/// <summary>What somebody who asks gets: a context at once, or a seat at a reading.</summary>
/// <param name="Kept">The context, if one is at hand.</param>
/// <param name="Reading">What to wait for otherwise.</param>
/// <param name="Seat">The asker's own promise.</param>
/// <param name="IsNew">Nobody reads yet: the asker has to begin.</param>
internal readonly record struct ContextTicket(
    PaymentContext? Kept, ContextReading? Reading, LinkedListNode<TaskCompletionSource<ContextOutcome>>? Seat, bool IsNew);
