using BillingContext.StripeAdapter;

namespace BillingContext.Payments.Internal;

/// <summary>Reads one part of a context: what came, or the gap it leaves.</summary>
internal static class PartRead
{
    /// <summary>A key that Stripe does not take at all is no gap: nothing else will come either.</summary>
    internal static async Task<(T? Value, DataGap? Gap, StripeAdapterException? Error)> TryAsync<T>(DataArea area, Task<T> read)
    {
        try
        {
            return (await read.ConfigureAwait(false), null, null);
        }
        catch (StripeAdapterException exception) when (exception.Kind != StripeErrorKind.KeyRejected)
        {
            var reason = exception.Kind switch
            {
                StripeErrorKind.PermissionMissing => DataGapReason.PermissionMissing,
                StripeErrorKind.Busy or StripeErrorKind.RateLimited => DataGapReason.Busy,
                _ => DataGapReason.Unavailable,
            };
            return (default, new DataGap(area, reason, exception.Permission), exception);
        }
    }
}
