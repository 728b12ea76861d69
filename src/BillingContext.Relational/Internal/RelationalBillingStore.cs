using System.Data.Common;
using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Relational.Internal.Bodies;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Relational.Internal;

/// <summary>Everything in a database. What the driver throws passes through, but for a race lost to another: that is a conflict.</summary>
internal sealed class RelationalBillingStore : IBillingStore, IDisposable
{
    private readonly Database database;
    private readonly Dialect dialect;
    private readonly AuditChain chain;

    internal RelationalBillingStore(
        DbDataSource source,
        Dialect dialect,
        AuditChain chain,
        TaskCreationOptions promises = TaskCreationOptions.RunContinuationsAsynchronously,
        IReadOnlyList<SchemaUpgrade>? upgrades = null)
    {
        (this.dialect, this.chain) = (dialect, chain);
        database = new Database(source, dialect, new Schema(dialect, upgrades ?? SchemaUpgrades.All), promises);
    }

    public async ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var isWritten = await database.WriteAsync(
            session => new BatchWriter(session, dialect, chain, cancellationToken).TryWriteAsync(batch),
            cancellationToken).ConfigureAwait(false);
        return isWritten ? StoreCommit.Applied : StoreCommit.Conflict;
    }

    public async ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.GetIntent,
            [("merchant", merchant.Value), ("request", requestId)],
            row => Rows.ReadIntent(row),
            cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken)
    {
        const int FirstOfIntent = 1;
        var rows = await database.QueryAsync(
            Sql.GetLedger,
            [("merchant", scope.Merchant.Value), ("scope", Ids.KeyOf(scope)), ("payment", payment.Value)],
            row => (
                Version: row.IsDBNull(0) ? 0 : row.GetInt64(0),
                Intent: row.IsDBNull(FirstOfIntent) ? null : Rows.ReadIntent(row, FirstOfIntent)),
            cancellationToken).ConfigureAwait(false);
        var intents = rows.Select(row => row.Intent).OfType<RefundIntent>()
            .OrderBy(intent => intent.CreatedAt).ThenBy(intent => intent.RequestId, StringComparer.Ordinal)
            .ToList();
        return intents.Find(intent => intent.Scope != scope || intent.Payment != payment) is { } strange
            ? throw Altered.Row(Rows.Intents, $"merchant {scope.Merchant}, request {strange.RequestId}")
            : new PaymentLedger(scope, payment, rows[0].Version, intents);
    }

    public async ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        await ListDueAsync(Sql.ListDue, Sql.ListDueOfMerchant, row => Rows.ReadIntent(row), merchant, dueBy, limit, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<RefundIntent>> ListRefundApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            Sql.ListApprovals, [("merchant", merchant.Value), ("limit", Math.Max(0, limit))], row => Rows.ReadIntent(row), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<RefundIntent>> ListRefundsSinceAsync(
        StripeScope scope, DateTimeOffset since, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            Sql.ListSince,
            [("merchant", scope.Merchant.Value), ("scope", Ids.KeyOf(scope)), ("since", since.UtcTicks)],
            row => Rows.ReadIntent(row),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<MerchantGuard> GetMerchantGuardAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.GetGuard,
            [("merchant", merchant.Value)],
            row => new MerchantGuard(merchant, row.GetInt64(0), row.IsDBNull(1) ? null : Rows.ReadStop(row.GetString(1), merchant)),
            cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault() ?? new MerchantGuard(merchant, 0);
    }

    public async ValueTask<CancellationIntent?> GetCancellationAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.GetCancellation,
            [("merchant", merchant.Value), ("request", requestId)],
            row => Rows.ReadCancellation(row),
            cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async ValueTask<SubscriptionLedger> GetSubscriptionLedgerAsync(
        StripeScope scope, SubscriptionId subscription, CancellationToken cancellationToken)
    {
        const int FirstOfCancellation = 1;
        var rows = await database.QueryAsync(
            Sql.GetSubscriptionLedger,
            [("merchant", scope.Merchant.Value), ("scope", Ids.KeyOf(scope)), ("subscription", subscription.Value)],
            row => (
                Version: row.IsDBNull(0) ? 0 : row.GetInt64(0),
                Cancellation: row.IsDBNull(FirstOfCancellation) ? null : Rows.ReadCancellation(row, FirstOfCancellation)),
            cancellationToken).ConfigureAwait(false);
        var cancellations = rows.Select(row => row.Cancellation).OfType<CancellationIntent>()
            .OrderBy(intent => intent.CreatedAt).ThenBy(intent => intent.RequestId, StringComparer.Ordinal)
            .ToList();
        return cancellations.Find(intent => intent.Scope != scope || intent.Subscription != subscription) is { } strange
            ? throw Altered.Row(Rows.Cancellations, $"merchant {scope.Merchant}, request {strange.RequestId}")
            : new SubscriptionLedger(scope, subscription, rows[0].Version, cancellations);
    }

    public async ValueTask<IReadOnlyList<CancellationIntent>> ListOpenCancellationsAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        await ListDueAsync(
            Sql.ListDueCancellations, Sql.ListDueCancellationsOfMerchant, row => Rows.ReadCancellation(row), merchant, dueBy, limit, cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<CancellationIntent>> ListCancellationApprovalsAsync(
        MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            Sql.ListCancellationApprovals, [("merchant", merchant.Value), ("limit", Math.Max(0, limit))], row => Rows.ReadCancellation(row), cancellationToken)
            .ConfigureAwait(false);

    public async ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.GetReceipt,
            [("merchant", scope.Merchant.Value), ("scope", Ids.KeyOf(scope)), ("event", eventId)],
            Rows.ReadReceipt,
            cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<WebhookReceipt>> ListDueWebhooksAsync(
        MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
        await ListDueAsync(Sql.ListDueReceipts, Sql.ListDueReceiptsOfMerchant, Rows.ReadReceipt, merchant, dueBy, limit, cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<WebhookReceipt>> ListSetAsideWebhooksAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            Sql.ListSetAsideReceipts, [("merchant", merchant.Value), ("limit", Math.Max(0, limit))], Rows.ReadReceipt, cancellationToken).ConfigureAwait(false);

    public async ValueTask<WebhookBacklog> GetWebhookBacklogAsync(CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.GetBacklog,
            [],
            row => new WebhookBacklog(row.GetInt64(0), row.IsDBNull(1) ? null : new DateTimeOffset(row.GetInt64(1), TimeSpan.Zero), row.GetInt64(2)),
            cancellationToken).ConfigureAwait(false);
        return found.Single();
    }

    public async ValueTask<KeptCredentials?> GetCredentialsAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.GetCredentials, [("merchant", merchant.Value)], Rows.ReadCredentials, cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<KeptCredentials>> FindCredentialsAsync(
        StripeAccountId? account, bool livemode, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            Sql.FindCredentials,
            [("scope", Ids.KeyOf(new StripeScope(default, account, livemode))), ("limit", Math.Max(0, limit))],
            Rows.ReadCredentials,
            cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<KeptCredentials>> ListCredentialsAsync(MerchantId? after, int limit, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.ListCredentials, [("after", after?.Value ?? ""), ("limit", Math.Max(0, limit))], Rows.ListCredentials, cancellationToken).ConfigureAwait(false);
        return [.. found.OfType<KeptCredentials>()];
    }

    public async ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        var found = await database.QueryAsync(
            Sql.GetChangeSequence, [("merchant", merchant.Value)], row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(
        MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(
            Sql.ReadChanges, PageOf(merchant, after, limit), row => Rows.ReadChange(row, merchant), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(
        MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
        await database.QueryAsync(Sql.ReadAudit, PageOf(merchant, after, limit), Rows.ReadLine, cancellationToken).ConfigureAwait(false);

    public void Dispose() => database.Dispose();

    private async Task<IReadOnlyList<T>> ListDueAsync<T>(
        string ofAll, string ofOne, Func<DbDataReader, T> read, MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken)
        where T : class
    {
        Parameter[] page = [("due", dueBy.UtcTicks), ("limit", Math.Max(0, limit))];
        var (sql, parameters) = merchant is { } one ? (ofOne, [.. page, ("merchant", one.Value)]) : (ofAll, page);
        var rows = await database.QueryAsync(sql, parameters, row => Rows.TryRead(row, read), cancellationToken).ConfigureAwait(false);

        // An altered row must not keep the others from being settled; but once it is the only one left, it is said.
        List<T> readable = [.. rows.Select(row => row.Record).OfType<T>()];
        return readable.Count == 0 && rows is [{ Altered: { } altered }, ..] ? throw altered : readable;
    }

    private static Parameter[] PageOf(MerchantId merchant, long after, int limit) =>
        [("merchant", merchant.Value), ("after", after), ("limit", Math.Max(0, limit))];
}
