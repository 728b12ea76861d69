using System.Text.Json;
using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Relational.Internal.Bodies;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Relational.Internal;

/// <summary>Writes one batch in one transaction, a merchant's row first: whoever has it has the merchant to itself until the commit.</summary>
internal sealed class BatchWriter(Session session, Dialect dialect, AuditChain chain, CancellationToken cancellationToken)
{
    /// <summary>Appends between two sweeps of old changes, and so the most that one sweep removes.</summary>
    private const int ChangesPerSweep = 100;
    private const int ChangesKept = 10_000;
    private static readonly TimeSpan ReceiptsKept = TimeSpan.FromDays(31);

    /// <summary>Whether every version was the stored one. If not, part of it may be written: roll back.</summary>
    internal async Task<bool> TryWriteAsync(StoreBatch batch)
    {
        var tails = new List<MerchantTail>();
        foreach (var merchant in MerchantsOf(batch))
        {
            tails.Add(await LockAsync(merchant).ConfigureAwait(false));
        }

        // The row is locked, so its guard stays what it is until the commit.
        if (batch.Guard is { } guard && tails.Single(tail => tail.Merchant == guard.Merchant).Guard != guard.Version)
        {
            return false;
        }

        if ((batch.Intent is { } intent && !await WriteAsync(intent).ConfigureAwait(false))
            || (batch.Ledger is { } ledger && !await RaiseAsync(ledger).ConfigureAwait(false))
            || (batch.Cancellation is { } cancellation && !await WriteAsync(cancellation).ConfigureAwait(false))
            || (batch.SubscriptionLedger is { } subscription && !await RaiseAsync(subscription).ConfigureAwait(false))
            || (batch.Receipt is { } receipt && !await WriteAsync(receipt).ConfigureAwait(false))
            || (batch.Credentials is { } kept && !await WriteAsync(kept).ConfigureAwait(false)))
        {
            return false;
        }

        if (batch.NextGuard is { } next)
        {
            await ExecuteAsync(Sql.SetGuard, ("merchant", next.Merchant.Value), ("stop", StopBody.Write(next.Stop))).ConfigureAwait(false);
        }

        foreach (var tail in tails)
        {
            await AppendAsync(tail, batch).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>In practice one. If there were several, everybody takes them in the same order. A receipt that comes alone needs only its own row.</summary>
    private static IEnumerable<MerchantId> MerchantsOf(StoreBatch batch) =>
        batch.Audit.Select(entry => (StripeScope?)entry.Scope)
            .Append(batch.Cancellation?.Scope).Append(batch.SubscriptionLedger?.Scope)
            .Append(batch.Intent?.Scope).Append(batch.Ledger?.Scope).Append(batch.Change?.Scope)
            .OfType<StripeScope>()
            .Select(scope => scope.Merchant)
            .Concat(batch.Guard is { } guard ? [guard.Merchant] : [])
            .Distinct()
            .OrderBy(merchant => merchant.Value, StringComparer.Ordinal);

    private async Task<MerchantTail> LockAsync(MerchantId merchant)
    {
        while (true)
        {
            var found = await session.QueryAsync(
                Sql.GetMerchant + dialect.ForUpdate,
                [("merchant", merchant.Value)],
                row => new MerchantTail(merchant, row.GetInt64(0), new AuditAnchor(row.GetInt64(1), row.GetString(2)), row.GetInt64(3)),
                cancellationToken).ConfigureAwait(false);
            if (found is [var tail])
            {
                return tail;
            }

            // The first commit of a merchant, here or, just now, elsewhere.
            await ExecuteAsync(Sql.AddMerchant, ("merchant", merchant.Value)).ConfigureAwait(false);
        }
    }

    private async Task<bool> WriteAsync(RefundIntent intent)
    {
        var body = JsonSerializer.Serialize(IntentBody.Of(intent with { Version = intent.Version + 1 }), BodyJson.Default.IntentBody);
        Parameter[] values =
        [
            ("merchant", intent.Scope.Merchant.Value), ("request", intent.RequestId), ("scope", Ids.KeyOf(intent.Scope)),
            ("payment", intent.Payment.Value), ("state", intent.State.ToString()), ("created", intent.CreatedAt.UtcTicks),
            ("due", intent.DueAt?.UtcTicks), ("body", body),
        ];
        return await WriteAsync(Sql.AddIntent, Sql.SetIntent, intent.Version, values).ConfigureAwait(false);
    }

    private Task<bool> RaiseAsync(PaymentLedger ledger) => WriteAsync(
        Sql.AddLedger,
        Sql.SetLedger,
        ledger.Version,
        [("merchant", ledger.Scope.Merchant.Value), ("scope", Ids.KeyOf(ledger.Scope)), ("payment", ledger.Payment.Value)]);

    private async Task<bool> WriteAsync(CancellationIntent intent)
    {
        var body = JsonSerializer.Serialize(CancellationBody.Of(intent with { Version = intent.Version + 1 }), BodyJson.Default.CancellationBody);
        Parameter[] values =
        [
            ("merchant", intent.Scope.Merchant.Value), ("request", intent.RequestId), ("scope", Ids.KeyOf(intent.Scope)),
            ("subscription", intent.Subscription.Value), ("state", intent.State.ToString()), ("due", intent.DueAt?.UtcTicks), ("body", body),
        ];
        return await WriteAsync(Sql.AddCancellation, Sql.SetCancellation, intent.Version, values).ConfigureAwait(false);
    }

    private Task<bool> RaiseAsync(SubscriptionLedger ledger) => WriteAsync(
        Sql.AddSubscriptionLedger,
        Sql.SetSubscriptionLedger,
        ledger.Version,
        [("merchant", ledger.Scope.Merchant.Value), ("scope", Ids.KeyOf(ledger.Scope)), ("subscription", ledger.Subscription.Value)]);

    private async Task<bool> WriteAsync(WebhookReceipt receipt)
    {
        var body = JsonSerializer.Serialize(ReceiptBody.Of(receipt with { Version = receipt.Version + 1 }), BodyJson.Default.ReceiptBody);
        Parameter[] values =
        [
            ("merchant", receipt.Scope.Merchant.Value), ("scope", Ids.KeyOf(receipt.Scope)), ("event", receipt.EventId),
            ("received", receipt.ReceivedAt.UtcTicks), ("due", receipt.DueAt?.UtcTicks), ("aside", receipt.SetAsideAt?.UtcTicks), ("body", body),
        ];
        if (!await WriteAsync(Sql.AddReceipt, Sql.SetReceipt, receipt.Version, values).ConfigureAwait(false))
        {
            return false;
        }

        if (receipt.Version == 0)
        {
            var before = receipt.ReceivedAt.UtcTicks - ReceiptsKept.Ticks;
            await ExecuteAsync(Sql.PruneReceipts, ("merchant", receipt.Scope.Merchant.Value), ("before", before)).ConfigureAwait(false);
        }

        return true;
    }

    private Task<bool> WriteAsync(KeptCredentials kept)
    {
        var body = JsonSerializer.Serialize(CredentialsBody.Of(kept with { Version = kept.Version + 1 }), BodyJson.Default.CredentialsBody);
        return WriteAsync(
            Sql.AddCredentials,
            Sql.SetCredentials,
            kept.Version,
            [("merchant", kept.Scope.Merchant.Value), ("scope", kept.IsRemoved ? null : Ids.KeyOf(kept.Scope)), ("body", body)]);
    }

    private async Task<bool> WriteAsync(string add, string set, long version, Parameter[] values) =>
        await (version == 0 ? ExecuteAsync(add, values) : ExecuteAsync(set, [.. values, ("version", version)])).ConfigureAwait(false) == 1;

    private async Task AppendAsync(MerchantTail before, StoreBatch batch)
    {
        var (merchant, tail) = (("merchant", (object?)before.Merchant.Value), before);
        if (batch.Change is { } change && change.Scope.Merchant == tail.Merchant)
        {
            tail = tail with { Changes = tail.Changes + 1 };
            var body = JsonSerializer.Serialize(ChangeBody.Of(change with { Sequence = tail.Changes }), BodyJson.Default.ChangeBody);
            await ExecuteAsync(Sql.AddChange, merchant, ("sequence", tail.Changes), ("body", body)).ConfigureAwait(false);
            if (tail.Changes % ChangesPerSweep == 0 && tail.Changes > ChangesKept)
            {
                await ExecuteAsync(Sql.PruneChanges, merchant, ("last", tail.Changes - ChangesKept)).ConfigureAwait(false);
            }
        }

        foreach (var entry in batch.Audit.Where(entry => entry.Scope.Merchant == before.Merchant))
        {
            var line = chain.Append(tail.Audit, entry);
            tail = tail with { Audit = line.Anchor };
            await ExecuteAsync(Sql.AddAudit, merchant, ("sequence", line.Sequence), ("body", line.Body), ("link", line.Link))
                .ConfigureAwait(false);
        }

        if (tail != before)
        {
            await ExecuteAsync(Sql.SetMerchant, merchant, ("changes", tail.Changes), ("audit", tail.Audit.Sequence), ("link", tail.Audit.Link))
                .ConfigureAwait(false);
        }
    }

    private Task<int> ExecuteAsync(string sql, params Parameter[] parameters) =>
        session.ExecuteAsync(sql, parameters, cancellationToken);
}
