namespace BillingContext.Internal;

/// <summary>A store that cannot be asked, in our words. Only for what comes before Stripe is asked to move money.</summary>
internal static class StoreErrors
{
    internal static async ValueTask<T> TranslateAsync<T>(ValueTask<T> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not BillingException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new BillingException(
                "store.unavailable",
                "The billing store failed, and this call sent nothing to Stripe. Try again, with the same request id if there is one, once the store is back.",
                exception);
        }
    }
}
