using BillingContext.Answers;

namespace HelpdeskConsole.Facts;

/// <summary>One step of a refund.</summary>
/// <param name="IsDone">It happened; otherwise it is still to come.</param>
/// <param name="When">The day, if known.</param>
/// <param name="Said">The step in words.</param>
internal sealed record TimelineLine(bool IsDone, string When, Said Said)
{
    internal static TimelineLine Of(TimelineStep step, bool forCustomer) => new(step.IsDone, step.At is { } at ? Words.Day(at) : "", Said.Of(step.Answer, forCustomer));
}
