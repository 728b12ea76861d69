namespace BillingContext.Relational.Internal;

/// <summary>
/// Every version of the tables there ever was. What was released is never changed here, only added to. A body gets a member without
/// a new version if older nodes may ignore it; a version of its own is for what they must not miss.
/// </summary>
internal static class SchemaUpgrades
{
    internal static IReadOnlyList<SchemaUpgrade> All { get; } = [Version1, Cancellations, Inbox, Guards, Credentials];

    private static string Version1(Dialect dialect) => $"""
        CREATE TABLE billingcontext_schema (
          id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
          version INTEGER NOT NULL);

        CREATE TABLE billingcontext_merchants (
          merchant {dialect.Key} NOT NULL PRIMARY KEY,
          changes BIGINT NOT NULL,
          audit BIGINT NOT NULL,
          audit_link TEXT NOT NULL);

        CREATE TABLE billingcontext_intents (
          merchant {dialect.Key} NOT NULL,
          request_id {dialect.Key} NOT NULL,
          scope {dialect.Key} NOT NULL,
          payment {dialect.Key} NOT NULL,
          due_at BIGINT NULL,
          version BIGINT NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (merchant, request_id));

        CREATE INDEX billingcontext_intents_payment ON billingcontext_intents (merchant, scope, payment);

        CREATE INDEX billingcontext_intents_due ON billingcontext_intents (due_at, merchant, request_id) WHERE due_at IS NOT NULL;

        CREATE TABLE billingcontext_ledgers (
          merchant {dialect.Key} NOT NULL,
          scope {dialect.Key} NOT NULL,
          payment {dialect.Key} NOT NULL,
          version BIGINT NOT NULL,
          PRIMARY KEY (merchant, scope, payment));

        CREATE TABLE billingcontext_receipts (
          merchant {dialect.Key} NOT NULL,
          scope {dialect.Key} NOT NULL,
          event_id {dialect.Key} NOT NULL,
          received_at BIGINT NOT NULL,
          version BIGINT NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (merchant, scope, event_id));

        CREATE INDEX billingcontext_receipts_age ON billingcontext_receipts (merchant, received_at);

        CREATE TABLE billingcontext_changes (
          merchant {dialect.Key} NOT NULL,
          sequence BIGINT NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (merchant, sequence));

        CREATE TABLE billingcontext_audit (
          merchant {dialect.Key} NOT NULL,
          sequence BIGINT NOT NULL,
          body TEXT NOT NULL,
          link TEXT NOT NULL,
          PRIMARY KEY (merchant, sequence));
        """;

    private static string Cancellations(Dialect dialect) => $"""
        CREATE TABLE billingcontext_cancellations (
          merchant {dialect.Key} NOT NULL,
          request_id {dialect.Key} NOT NULL,
          scope {dialect.Key} NOT NULL,
          subscription {dialect.Key} NOT NULL,
          due_at BIGINT NULL,
          version BIGINT NOT NULL,
          body TEXT NOT NULL,
          PRIMARY KEY (merchant, request_id));

        CREATE INDEX billingcontext_cancellations_subscription ON billingcontext_cancellations (merchant, scope, subscription);

        CREATE INDEX billingcontext_cancellations_due ON billingcontext_cancellations (due_at, merchant, request_id) WHERE due_at IS NOT NULL;

        CREATE TABLE billingcontext_subscription_ledgers (
          merchant {dialect.Key} NOT NULL,
          scope {dialect.Key} NOT NULL,
          subscription {dialect.Key} NOT NULL,
          version BIGINT NOT NULL,
          PRIMARY KEY (merchant, scope, subscription));
        """;

    private static string Inbox(Dialect dialect) => """
        ALTER TABLE billingcontext_receipts ADD COLUMN due_at BIGINT NULL;

        ALTER TABLE billingcontext_receipts ADD COLUMN set_aside_at BIGINT NULL;

        CREATE INDEX billingcontext_receipts_due ON billingcontext_receipts (due_at, merchant, event_id) WHERE due_at IS NOT NULL;

        CREATE INDEX billingcontext_receipts_set_aside ON billingcontext_receipts (merchant, set_aside_at) WHERE set_aside_at IS NOT NULL;
        """;

    /// <summary>Limits add up what was recorded since an instant, and approvals are listed by state: both were only in the body.</summary>
    private static string Guards(Dialect dialect) => $"""
        ALTER TABLE billingcontext_merchants ADD COLUMN guard BIGINT NOT NULL DEFAULT 0;

        ALTER TABLE billingcontext_merchants ADD COLUMN stop TEXT NULL;

        ALTER TABLE billingcontext_intents ADD COLUMN state {dialect.Key} NOT NULL DEFAULT '';

        ALTER TABLE billingcontext_intents ADD COLUMN created_at BIGINT NOT NULL DEFAULT 0;

        UPDATE billingcontext_intents SET
          state = COALESCE({dialect.TextOfBody("state")}, ''),
          created_at = COALESCE({dialect.Ticks(dialect.TextOfBody("created_at"))}, 0);

        ALTER TABLE billingcontext_cancellations ADD COLUMN state {dialect.Key} NOT NULL DEFAULT '';

        UPDATE billingcontext_cancellations SET state = COALESCE({dialect.TextOfBody("state")}, '');

        CREATE INDEX billingcontext_cancellations_approvals ON billingcontext_cancellations (merchant, due_at, request_id)
          WHERE state IN ('NeedsApproval', 'AwaitingStripeApproval') AND due_at IS NOT NULL;

        CREATE INDEX billingcontext_intents_created ON billingcontext_intents (merchant, scope, created_at);

        CREATE INDEX billingcontext_intents_approvals ON billingcontext_intents (merchant, due_at, request_id)
          WHERE state IN ('NeedsApproval', 'AwaitingStripeApproval') AND due_at IS NOT NULL;
        """;

    /// <summary>A merchant that was removed has no scope, so that it is neither found nor listed.</summary>
    private static string Credentials(Dialect dialect) => $"""
        CREATE TABLE billingcontext_credentials (
          merchant {dialect.Key} NOT NULL PRIMARY KEY,
          scope {dialect.Key} NULL,
          version BIGINT NOT NULL,
          body TEXT NOT NULL);

        CREATE INDEX billingcontext_credentials_scope ON billingcontext_credentials (scope, merchant) WHERE scope IS NOT NULL;
        """;
}
