namespace BillingContext.Answers;

/// <summary>One step of a refund, taken or still to come.</summary>
/// <param name="Answer">What happens, to be said.</param>
/// <param name="IsDone">Whether it has happened; otherwise it is still to come.</param>
/// <param name="At">When it happened (UTC), if it is known.</param>
public sealed record TimelineStep(Answer Answer, bool IsDone, DateTimeOffset? At = null);
