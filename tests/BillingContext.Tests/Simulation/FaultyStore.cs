using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Webhooks;

namespace BillingContext.Tests.Simulation;

/// <summary>One node's way to the shared store: every operation takes two steps, and a commit may fail before or after it was applied.</summary>
internal sealed class FaultyStore(World world, string node, IBillingStore shared, double faults, Action committed) : IBillingStore
{
    public ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken) =>
        new(CommitAsync(batch));

    public ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
        AroundAsync("intent", () => shared.GetRefundIntentAsync(merchant, requestId, cancellationToken));

    public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken) =>
        AroundAsync("ledger", () => shared.GetPaymentLedgerAsync(scope, payment, cancellationToken));

    public ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken) =>
        AroundAsync("receipt", () => shared.GetWebhookReceiptAsync(scope, eventId, cancellationToken));

    public ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        AroundAsync("sequence", () => shared.GetChangeSequenceAsync(merchant, cancellationToken));

    public ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        AroundAsync("changes", () => shared.ReadChangesAsync(merchant, after, limit, cancellationToken));

    public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        AroundAsync("open refunds", () => shared.ListOpenRefundsAsync(merchant, dueBy, limit, cancellationToken));

    public ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        AroundAsync("audit", () => shared.ReadAuditAsync(merchant, after, limit, cancellationToken));

    private async Task<StoreCommit> CommitAsync(StoreBatch batch)
    {
        await world.StepAsync($"{node} store commit").ConfigureAwait(false);
        if (world.Happens(faults))
        {
            world.Note($"{node} store down before the commit");
            throw new IOException("The store is down.");
        }

        var result = await shared.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false);
        committed();
        await world.StepAsync($"{node} store committed {result} {batch.Intent?.RequestId} {batch.Intent?.State}").ConfigureAwait(false);
        if (world.Happens(faults))
        {
            world.Note($"{node} store lost its answer after the commit");
            throw new IOException("The store's answer was lost.");
        }

        return result;
    }

    private async ValueTask<T> AroundAsync<T>(string what, Func<ValueTask<T>> operation)
    {
        await world.StepAsync($"{node} store read {what}").ConfigureAwait(false);
        var result = await operation().ConfigureAwait(false);
        await world.StepAsync($"{node} store answered {what}").ConfigureAwait(false);
        return result;
    }
}
