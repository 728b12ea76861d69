namespace BillingContext.Relational.Internal;

/// <summary>Every statement of the store but those that make its tables, for both databases.</summary>
internal static class Sql
{
    internal const string GetSchemaVersion = "SELECT version FROM billingcontext_schema ORDER BY id";

    internal const string SetSchemaVersion =
        "INSERT INTO billingcontext_schema (id, version) VALUES (1, @version) ON CONFLICT (id) DO UPDATE SET version = excluded.version";

    internal const string AddMerchant =
        "INSERT INTO billingcontext_merchants (merchant, changes, audit, audit_link) "
        + "VALUES (@merchant, 0, 0, '') ON CONFLICT (merchant) DO NOTHING";

    /// <summary>Followed by the dialect's <see cref="Dialect.ForUpdate"/>.</summary>
    internal const string GetMerchant = "SELECT changes, audit, audit_link, guard FROM billingcontext_merchants WHERE merchant = @merchant";

    internal const string SetMerchant =
        "UPDATE billingcontext_merchants SET changes = @changes, audit = @audit, audit_link = @link WHERE merchant = @merchant";

    internal const string GetGuard = "SELECT guard, stop FROM billingcontext_merchants WHERE merchant = @merchant";

    internal const string SetGuard = "UPDATE billingcontext_merchants SET guard = guard + 1, stop = @stop WHERE merchant = @merchant";

    internal const string AddIntent =
        "INSERT INTO billingcontext_intents (merchant, request_id, scope, payment, state, created_at, due_at, version, body) "
        + "VALUES (@merchant, @request, @scope, @payment, @state, @created, @due, 1, @body) ON CONFLICT (merchant, request_id) DO NOTHING";

    internal const string SetIntent =
        "UPDATE billingcontext_intents SET scope = @scope, payment = @payment, state = @state, created_at = @created, due_at = @due, "
        + "version = version + 1, body = @body "
        + "WHERE merchant = @merchant AND request_id = @request AND version = @version";

    internal const string GetIntent =
        "SELECT merchant, request_id, version, body FROM billingcontext_intents WHERE merchant = @merchant AND request_id = @request";

    internal const string ListDue =
        "SELECT merchant, request_id, version, body FROM billingcontext_intents "
        + "WHERE due_at IS NOT NULL AND due_at <= @due ORDER BY due_at, merchant, request_id LIMIT @limit";

    internal const string ListDueOfMerchant =
        "SELECT merchant, request_id, version, body FROM billingcontext_intents "
        + "WHERE due_at IS NOT NULL AND due_at <= @due AND merchant = @merchant ORDER BY due_at, merchant, request_id LIMIT @limit";

    internal const string ListSince =
        "SELECT merchant, request_id, version, body FROM billingcontext_intents WHERE merchant = @merchant AND scope = @scope AND created_at > @since";

    internal const string ListApprovals =
        "SELECT merchant, request_id, version, body FROM billingcontext_intents "
        + "WHERE merchant = @merchant AND state IN ('NeedsApproval', 'AwaitingStripeApproval') AND due_at IS NOT NULL ORDER BY due_at, request_id LIMIT @limit";

    internal const string AddLedger =
        "INSERT INTO billingcontext_ledgers (merchant, scope, payment, version) "
        + "VALUES (@merchant, @scope, @payment, 1) ON CONFLICT (merchant, scope, payment) DO NOTHING";

    internal const string SetLedger =
        "UPDATE billingcontext_ledgers SET version = version + 1 "
        + "WHERE merchant = @merchant AND scope = @scope AND payment = @payment AND version = @version";

    /// <summary>One statement, so that version and requests are of one instant. There is always a row.</summary>
    internal const string GetLedger =
        "SELECT (SELECT version FROM billingcontext_ledgers WHERE merchant = @merchant AND scope = @scope AND payment = @payment), "
        + "i.merchant, i.request_id, i.version, i.body FROM (SELECT 1 AS one) AS always "
        + "LEFT JOIN billingcontext_intents AS i ON i.merchant = @merchant AND i.scope = @scope AND i.payment = @payment ORDER BY i.request_id";

    internal const string AddCancellation =
        "INSERT INTO billingcontext_cancellations (merchant, request_id, scope, subscription, state, due_at, version, body) "
        + "VALUES (@merchant, @request, @scope, @subscription, @state, @due, 1, @body) ON CONFLICT (merchant, request_id) DO NOTHING";

    internal const string SetCancellation =
        "UPDATE billingcontext_cancellations SET scope = @scope, subscription = @subscription, state = @state, due_at = @due, "
        + "version = version + 1, body = @body "
        + "WHERE merchant = @merchant AND request_id = @request AND version = @version";

    internal const string GetCancellation =
        "SELECT merchant, request_id, version, body FROM billingcontext_cancellations WHERE merchant = @merchant AND request_id = @request";

    internal const string ListDueCancellations =
        "SELECT merchant, request_id, version, body FROM billingcontext_cancellations "
        + "WHERE due_at IS NOT NULL AND due_at <= @due ORDER BY due_at, merchant, request_id LIMIT @limit";

    internal const string ListDueCancellationsOfMerchant =
        "SELECT merchant, request_id, version, body FROM billingcontext_cancellations "
        + "WHERE due_at IS NOT NULL AND due_at <= @due AND merchant = @merchant ORDER BY due_at, merchant, request_id LIMIT @limit";

    internal const string ListCancellationApprovals =
        "SELECT merchant, request_id, version, body FROM billingcontext_cancellations "
        + "WHERE merchant = @merchant AND state IN ('NeedsApproval', 'AwaitingStripeApproval') AND due_at IS NOT NULL ORDER BY due_at, request_id LIMIT @limit";

    internal const string AddSubscriptionLedger =
        "INSERT INTO billingcontext_subscription_ledgers (merchant, scope, subscription, version) "
        + "VALUES (@merchant, @scope, @subscription, 1) ON CONFLICT (merchant, scope, subscription) DO NOTHING";

    internal const string SetSubscriptionLedger =
        "UPDATE billingcontext_subscription_ledgers SET version = version + 1 "
        + "WHERE merchant = @merchant AND scope = @scope AND subscription = @subscription AND version = @version";

    /// <summary>One statement, so that version and cancellations are of one instant. There is always a row.</summary>
    internal const string GetSubscriptionLedger =
        "SELECT (SELECT version FROM billingcontext_subscription_ledgers "
        + "WHERE merchant = @merchant AND scope = @scope AND subscription = @subscription), "
        + "c.merchant, c.request_id, c.version, c.body FROM (SELECT 1 AS one) AS always LEFT JOIN billingcontext_cancellations AS c "
        + "ON c.merchant = @merchant AND c.scope = @scope AND c.subscription = @subscription ORDER BY c.request_id";

    internal const string AddReceipt =
        "INSERT INTO billingcontext_receipts (merchant, scope, event_id, received_at, due_at, set_aside_at, version, body) "
        + "VALUES (@merchant, @scope, @event, @received, @due, @aside, 1, @body) ON CONFLICT (merchant, scope, event_id) DO NOTHING";

    internal const string SetReceipt =
        "UPDATE billingcontext_receipts SET received_at = @received, due_at = @due, set_aside_at = @aside, version = version + 1, body = @body "
        + "WHERE merchant = @merchant AND scope = @scope AND event_id = @event AND version = @version";

    internal const string GetReceipt =
        "SELECT merchant, scope, event_id, version, body FROM billingcontext_receipts WHERE merchant = @merchant AND scope = @scope AND event_id = @event";

    internal const string ListDueReceipts =
        "SELECT merchant, scope, event_id, version, body FROM billingcontext_receipts "
        + "WHERE due_at IS NOT NULL AND due_at <= @due ORDER BY due_at, merchant, event_id LIMIT @limit";

    internal const string ListDueReceiptsOfMerchant =
        "SELECT merchant, scope, event_id, version, body FROM billingcontext_receipts "
        + "WHERE due_at IS NOT NULL AND due_at <= @due AND merchant = @merchant ORDER BY due_at, merchant, event_id LIMIT @limit";

    internal const string ListSetAsideReceipts =
        "SELECT merchant, scope, event_id, version, body FROM billingcontext_receipts "
        + "WHERE set_aside_at IS NOT NULL AND merchant = @merchant ORDER BY set_aside_at DESC, event_id LIMIT @limit";

    /// <summary>One row: how many wait, since when, and how many are set aside.</summary>
    internal const string GetBacklog =
        "SELECT (SELECT COUNT(*) FROM billingcontext_receipts WHERE due_at IS NOT NULL), "
        + "(SELECT MIN(received_at) FROM billingcontext_receipts WHERE due_at IS NOT NULL), "
        + "(SELECT COUNT(*) FROM billingcontext_receipts WHERE set_aside_at IS NOT NULL)";

    /// <summary>A few at a time: every receipt that comes takes some old ones with it.</summary>
    internal const string PruneReceipts =
        "DELETE FROM billingcontext_receipts WHERE (merchant, scope, event_id) IN (SELECT merchant, scope, event_id "
        + "FROM billingcontext_receipts WHERE merchant = @merchant AND received_at < @before ORDER BY received_at LIMIT 16)";

    internal const string AddCredentials =
        "INSERT INTO billingcontext_credentials (merchant, scope, version, body) VALUES (@merchant, @scope, 1, @body) ON CONFLICT (merchant) DO NOTHING";

    internal const string SetCredentials =
        "UPDATE billingcontext_credentials SET scope = @scope, version = version + 1, body = @body WHERE merchant = @merchant AND version = @version";

    internal const string GetCredentials = "SELECT merchant, scope, version, body FROM billingcontext_credentials WHERE merchant = @merchant";

    internal const string FindCredentials =
        "SELECT merchant, scope, version, body FROM billingcontext_credentials WHERE scope = @scope ORDER BY merchant LIMIT @limit";

    internal const string ListCredentials =
        "SELECT merchant, scope, version, body FROM billingcontext_credentials WHERE scope IS NOT NULL AND merchant > @after ORDER BY merchant LIMIT @limit";

    internal const string AddChange = "INSERT INTO billingcontext_changes (merchant, sequence, body) VALUES (@merchant, @sequence, @body)";

    internal const string GetChangeSequence = "SELECT changes FROM billingcontext_merchants WHERE merchant = @merchant";

    internal const string ReadChanges =
        "SELECT sequence, body FROM billingcontext_changes WHERE merchant = @merchant AND sequence > @after ORDER BY sequence LIMIT @limit";

    internal const string PruneChanges = "DELETE FROM billingcontext_changes WHERE merchant = @merchant AND sequence <= @last";

    internal const string AddAudit =
        "INSERT INTO billingcontext_audit (merchant, sequence, body, link) VALUES (@merchant, @sequence, @body, @link)";

    internal const string ReadAudit =
        "SELECT sequence, body, link FROM billingcontext_audit WHERE merchant = @merchant AND sequence > @after ORDER BY sequence LIMIT @limit";
}
