using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>Records from rows. A body that is no record, or not that of its key, was altered.</summary>
internal static class Rows
{
    internal const string Intents = "billingcontext_intents";
    internal const string Cancellations = "billingcontext_cancellations";
    private const string Merchants = "billingcontext_merchants";
    private const string Receipts = "billingcontext_receipts";
    private const string Changes = "billingcontext_changes";
    private const string Credentials = "billingcontext_credentials";

    /// <summary>From merchant, request id, version and body.</summary>
    internal static RefundIntent ReadIntent(DbDataReader row, int first = 0)
    {
        var (merchant, request, version) = (row.GetString(first), row.GetString(first + 1), row.GetInt64(first + 2));
        var key = $"merchant {merchant}, request {request}";
        var intent = Read(Intents, key, row.GetString(first + 3), BodyJson.Default.IntentBody, body => body.ToRecord());
        return intent.Scope.Merchant.Value == merchant && intent.RequestId == request && intent.Version == version
            ? intent
            : throw Altered.Row(Intents, key);
    }

    /// <summary>From merchant, request id, version and body.</summary>
    internal static CancellationIntent ReadCancellation(DbDataReader row, int first = 0)
    {
        var (merchant, request, version) = (row.GetString(first), row.GetString(first + 1), row.GetInt64(first + 2));
        var key = $"merchant {merchant}, request {request}";
        var intent = Read(Cancellations, key, row.GetString(first + 3), BodyJson.Default.CancellationBody, body => body.ToRecord());
        return intent.Scope.Merchant.Value == merchant && intent.RequestId == request && intent.Version == version
            ? intent
            : throw Altered.Row(Cancellations, key);
    }

    internal static MerchantStop ReadStop(string text, MerchantId merchant) =>
        Read(Merchants, $"merchant {merchant}", text, BodyJson.Default.StopBody, body => body.ToRecord());

    /// <summary>What a row reads as, or why not.</summary>
    internal static (T? Record, BillingException? Altered) TryRead<T>(DbDataReader row, Func<DbDataReader, T> read)
        where T : class
    {
        try
        {
            return (read(row), null);
        }
        catch (BillingException altered)
        {
            return (null, altered);
        }
    }

    /// <summary>From merchant, scope, event id, version and body.</summary>
    internal static WebhookReceipt ReadReceipt(DbDataReader row)
    {
        var (merchant, scope, id, version) = (row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3));
        var key = $"scope {merchant}/{scope}, event {id}";
        var receipt = Read(Receipts, key, row.GetString(4), BodyJson.Default.ReceiptBody, body => body.ToRecord());
        return receipt.Scope.Merchant.Value == merchant && Ids.KeyOf(receipt.Scope) == scope && receipt.EventId == id && receipt.Version == version
            ? receipt
            : throw Altered.Row(Receipts, key);
    }

    /// <summary>From merchant, scope, version and body; there is no scope where the merchant was removed.</summary>
    internal static KeptCredentials ReadCredentials(DbDataReader row)
    {
        var (merchant, scope, version) = (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2));
        var key = $"merchant {merchant}";
        var kept = Read(Credentials, key, row.GetString(3), BodyJson.Default.CredentialsBody, body => body.ToRecord());
        return kept.Scope.Merchant.Value == merchant && (kept.IsRemoved ? null : Ids.KeyOf(kept.Scope)) == scope && kept.Version == version && version > 0
            ? kept
            : throw Altered.Row(Credentials, key);
    }

    /// <summary>As <see cref="ReadCredentials"/>, but one that was altered does not hide the others; null if not even its merchant is one.</summary>
    internal static KeptCredentials? ListCredentials(DbDataReader row)
    {
        try
        {
            return ReadCredentials(row);
        }
        catch (BillingException exception) when (exception.Code == Altered.Code)
        {
            return Ids.Merchant(row.GetString(0)) is { } merchant ? new KeptCredentials { Scope = new StripeScope(merchant, null, false), IsAltered = true } : null;
        }
    }

    /// <summary>From sequence and body.</summary>
    internal static BillingChange ReadChange(DbDataReader row, MerchantId merchant)
    {
        var sequence = row.GetInt64(0);
        var key = $"merchant {merchant}, sequence {sequence}";
        var change = Read(Changes, key, row.GetString(1), BodyJson.Default.ChangeBody, body => body.ToRecord());
        return change.Scope.Merchant == merchant && change.Sequence == sequence ? change : throw Altered.Row(Changes, key);
    }

    /// <summary>From sequence, body and link, as they are: whether they were altered the chain tells.</summary>
    internal static AuditLine ReadLine(DbDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2));

    private static TRecord Read<TBody, TRecord>(
        string table, string key, string text, JsonTypeInfo<TBody> type, Func<TBody, TRecord> toRecord)
        where TBody : class
    {
        try
        {
            return toRecord(JsonSerializer.Deserialize(text, type) ?? throw new JsonException("The body is null."));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw Altered.Row(table, key, exception);
        }
    }
}
