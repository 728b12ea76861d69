using BillingContext.Refunds;

namespace BillingContext.StripeAdapter;

/// <summary>What became of a write.</summary>
/// <typeparam name="T">What it makes.</typeparam>
public sealed class StripeWriteResult<T>
    where T : class
{
    internal StripeWriteResult(StripeWriteOutcome outcome) => Outcome = outcome;

    /// <summary>What is known.</summary>
    public StripeWriteOutcome Outcome { get; }

    /// <summary>What was made, if done.</summary>
    public T? Value { get; internal init; }

    /// <summary>The approval Stripe waits for, if it does.</summary>
    public StripeApproval? Approval { get; internal init; }

    /// <summary>Why not, or why it is unknown.</summary>
    public StripeAdapterException? Error { get; internal init; }
}

/// <summary>Makes <see cref="StripeWriteResult{T}"/>s.</summary>
public static class StripeWriteResult
{
    /// <summary>It happened.</summary>
    public static StripeWriteResult<T> Done<T>(T value)
        where T : class => new(StripeWriteOutcome.Done) { Value = value };

    /// <summary>It did not happen and will not.</summary>
    public static StripeWriteResult<T> Refused<T>(StripeAdapterException error)
        where T : class => new(StripeWriteOutcome.Refused) { Error = error };

    /// <summary>It may have happened, or may still.</summary>
    public static StripeWriteResult<T> Unknown<T>(StripeAdapterException error)
        where T : class => new(StripeWriteOutcome.Unknown) { Error = error };

    /// <summary>Stripe wants an approval first.</summary>
    public static StripeWriteResult<T> AwaitingApproval<T>(StripeApproval approval)
        where T : class => new(StripeWriteOutcome.AwaitingApproval) { Approval = approval };

    /// <summary>Whoever held the request was away for too long, and so did not ask.</summary>
    internal static StripeWriteResult<T> Late<T>()
        where T : class => Unknown<T>(new StripeAdapterException(
            StripeErrorKind.Unknown, "It took too long until Stripe could be asked, so it was not asked."));

    /// <summary>What an adapter brings or throws, as a result: once something may have moved, the caller must record it.</summary>
    internal static async Task<StripeWriteResult<T>> OfAsync<T>(Func<Task<StripeWriteResult<T>>> write)
        where T : class
    {
        try
        {
            return await write().ConfigureAwait(false);
        }
        catch (BillingException exception) when (exception is StripeAdapterException { Kind: not StripeErrorKind.Unknown } or { Code: "merchant.unknown" or "scope.mismatch" })
        {
            // The merchant's credentials went away between decision and write.
            return Refused<T>(exception as StripeAdapterException ?? new StripeAdapterException(StripeErrorKind.NotSent, exception.Message, exception));
        }
        catch (Exception exception)
        {
            // Whatever a host's adapter or handler throws says nothing of what Stripe did.
            return Unknown<T>(exception as StripeAdapterException
                ?? new StripeAdapterException(StripeErrorKind.Unknown, "The Stripe adapter failed while something was written.", exception));
        }
    }
}
