using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Storage;

/// <summary>What must survive: refund requests, cancellations, received events, the audit log, changes. One seam, because they commit together.</summary>
/// <remarks>
/// Holds records and compares versions; no rule about money lives in it. A method that fails throws, and the caller must assume
/// that a commit which threw may have been applied. Implementations must be safe to call from several threads.
/// </remarks>
public interface IBillingStore
{
    /// <summary>Writes a batch, all or nothing, durable when it returns <see cref="StoreCommit.Applied"/>.</summary>
    ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken);

    /// <summary>A refund request by the host's id.</summary>
    ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken);

    /// <summary>Our refund requests on a payment; an empty ledger of version 0 if there are none.</summary>
    ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken);

    /// <summary>Refund requests that are not at rest and are to be looked at by an instant, the longest due first.</summary>
    /// <param name="merchant">Whose; null for everybody's.</param>
    /// <param name="dueBy">Until when <see cref="RefundIntent.DueAt"/> may be; the greatest value for all that are not at rest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken);

    /// <summary>Refund requests of an account and mode that were recorded after an instant, whatever became of them, in no order.</summary>
    ValueTask<IReadOnlyList<RefundIntent>> ListRefundsSinceAsync(StripeScope scope, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Refund requests that wait for somebody's yes, ours or Stripe's: <see cref="RefundState.NeedsApproval"/> and <see cref="RefundState.AwaitingStripeApproval"/>.</summary>
    /// <param name="merchant">Whose.</param>
    /// <param name="limit">At most so many, the longest due first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<RefundIntent>> ListRefundApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken);

    /// <summary>What bounds a merchant's money; of version 0 and with nothing stopped before the first commit that brings one.</summary>
    ValueTask<MerchantGuard> GetMerchantGuardAsync(MerchantId merchant, CancellationToken cancellationToken);

    /// <summary>A cancellation by the host's id.</summary>
    ValueTask<CancellationIntent?> GetCancellationAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken);

    /// <summary>Our cancellations of a subscription; an empty ledger of version 0 if there are none.</summary>
    ValueTask<SubscriptionLedger> GetSubscriptionLedgerAsync(StripeScope scope, SubscriptionId subscription, CancellationToken cancellationToken);

    /// <summary>Cancellations that are not at rest and are to be looked at by an instant, the longest due first.</summary>
    /// <param name="merchant">Whose; null for everybody's.</param>
    /// <param name="dueBy">Until when <see cref="CancellationIntent.DueAt"/> may be; the greatest value for all that are not at rest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<CancellationIntent>> ListOpenCancellationsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken);

    /// <summary>Cancellations that wait for somebody's yes, ours or Stripe's.</summary>
    /// <param name="merchant">Whose.</param>
    /// <param name="limit">At most so many, the longest due first.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<CancellationIntent>> ListCancellationApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken);

    /// <summary>Whether an event was received, as long as it is remembered: at least 30 days.</summary>
    ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken);

    /// <summary>Events that are to be taken up by an instant (<see cref="WebhookReceipt.DueAt"/>), the longest due first.</summary>
    /// <param name="merchant">Whose; null for everybody's.</param>
    /// <param name="dueBy">Until when they may be due; the greatest value for all that are neither handled nor set aside.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<WebhookReceipt>> ListDueWebhooksAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken);

    /// <summary>A merchant's events that were set aside (<see cref="WebhookReceipt.SetAsideAt"/>), the latest first.</summary>
    ValueTask<IReadOnlyList<WebhookReceipt>> ListSetAsideWebhooksAsync(MerchantId merchant, int limit, CancellationToken cancellationToken);

    /// <summary>How many events of all merchants are due some time or set aside, and since when.</summary>
    ValueTask<WebhookBacklog> GetWebhookBacklogAsync(CancellationToken cancellationToken);

    /// <summary>A merchant's protected secrets, also those of one that was removed; null if none were ever kept.</summary>
    ValueTask<KeptCredentials?> GetCredentialsAsync(MerchantId merchant, CancellationToken cancellationToken);

    /// <summary>The merchants whose secrets are for an account and mode, in the order of their ids; none that was removed.</summary>
    ValueTask<IReadOnlyList<KeptCredentials>> FindCredentialsAsync(StripeAccountId? account, bool livemode, int limit, CancellationToken cancellationToken);

    /// <summary>Merchants whose secrets are kept, by their ids, letter by letter; none that was removed. One whose record is not what was written is listed as <see cref="KeptCredentials.IsAltered"/>.</summary>
    /// <param name="after">Only ids after this one; null from the first on.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<IReadOnlyList<KeptCredentials>> ListCredentialsAsync(MerchantId? after, int limit, CancellationToken cancellationToken);

    /// <summary>The sequence of the merchant's latest change; 0 if there is none.</summary>
    ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken);

    /// <summary>Changes after a sequence, in order. Where older ones are no longer kept, the first has a sequence greater than <paramref name="after"/> + 1.</summary>
    ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Lines of the audit log after a sequence, in order and without gaps, as they are stored.</summary>
    ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken);
}
