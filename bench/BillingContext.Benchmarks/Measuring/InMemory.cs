namespace BillingContext.Benchmarks.Measuring;

/// <summary>Takes the result of a call that never waits. One that did would have allocated and run where nobody looked.</summary>
internal static class InMemory
{
    internal static T Result<T>(Task<T> task) => task.IsCompleted
        ? task.GetAwaiter().GetResult()
        : throw new CannotMeasureException("the call did not complete synchronously, so its bytes and time are not all on this thread");
}
