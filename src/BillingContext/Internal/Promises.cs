namespace BillingContext.Internal;

/// <summary>Makes every promise the package waits on, in one place, so that a simulation can complete them on its one thread.</summary>
internal sealed class Promises(TaskCreationOptions options)
{
    /// <summary>For production: who keeps a promise does not run what waits for it.</summary>
    public Promises()
        : this(TaskCreationOptions.RunContinuationsAsynchronously)
    {
    }

    internal TaskCompletionSource Create() => new(options);

    internal TaskCompletionSource<T> Create<T>() => new(options);
}
