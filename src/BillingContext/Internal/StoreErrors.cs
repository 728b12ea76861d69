namespace BillingContext.Refunds.Internal;

/// <summary>A store that cannot be asked, in our words: before Stripe is asked nothing can have moved.</summary>
internal static class StoreErrors
{
    internal static async ValueTask<T> TranslateAsync<T>(ValueTask<T> operation)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or BillingException))
        {
            throw new BillingException(
                "store.unavailable",
                "The billing store failed, and nothing was sent to Stripe. Try again with the same request id once it is back.",
                exception);
        }
    }
}
