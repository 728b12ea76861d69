using System.Collections.Concurrent;
using BillingContext.Internal;
using BillingContext.Storage;
using Microsoft.Extensions.Options;

namespace BillingContext.Refunds.Internal;

/// <summary>Reads what bounds a merchant's money, and lets those of one merchant through one after the other where limits count them.</summary>
internal sealed class RefundBoundsReader(IBillingStore store, IOptionsMonitor<BillingContextOptions> options, Promises promises)
{
    private readonly ConcurrentDictionary<MerchantId, Gate> gates = [];

    internal async ValueTask<RefundBounds> ReadAsync(MerchantCredentials merchant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var limits = LimitsOf(merchant);
        var guard = await StoreErrors.TranslateAsync(store.GetMerchantGuardAsync(merchant.Merchant, cancellationToken), cancellationToken).ConfigureAwait(false);
        var recorded = limits.Count == 0
            ? []
            : await StoreErrors.TranslateAsync(
                store.ListRefundsSinceAsync(merchant.Scope, now - limits.Max(limit => limit.Window), cancellationToken), cancellationToken).ConfigureAwait(false);
        return new RefundBounds(guard, limits, recorded);
    }

    /// <summary>Does what reads the bounds and commits under them. Other nodes are held off by the guard's version; here nobody needs to lose a race.</summary>
    internal async Task<T> InTurnAsync<T>(MerchantCredentials merchant, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (LimitsOf(merchant).Count == 0)
        {
            return await work().ConfigureAwait(false);
        }

        var gate = gates.GetOrAdd(merchant.Merchant, _ => new Gate(promises.Create));
        await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            gate.Leave();
        }
    }

    private IReadOnlyList<RefundLimit> LimitsOf(MerchantCredentials merchant) => merchant.RefundLimits ?? options.CurrentValue.RefundLimits.AsReadOnly();
}
