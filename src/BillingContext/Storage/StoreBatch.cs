using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Vault;
using BillingContext.Webhooks;

namespace BillingContext.Storage;

/// <summary>Records that are written together or not at all.</summary>
public sealed record StoreBatch
{
    /// <summary>A refund request to write. Its version must be the stored one (0: none is stored); it is stored with the next.</summary>
    public RefundIntent? Intent { get; init; }

    /// <summary>The ledger the decision was made on. Its version must still be the stored one, and is raised.</summary>
    public PaymentLedger? Ledger { get; init; }

    /// <summary>The guard the decision was made under. Its version must still be the stored one; it is not raised.</summary>
    public MerchantGuard? Guard { get; init; }

    /// <summary>What the guard is from now on, with a version raised by one; null leaves it as it is. Only beside <see cref="Guard"/>, and of the same version.</summary>
    public MerchantGuard? NextGuard { get; init; }

    /// <summary>A cancellation to write, with a version as for <see cref="Intent"/>.</summary>
    public CancellationIntent? Cancellation { get; init; }

    /// <summary>The ledger the cancellation was decided on. Its version must still be the stored one, and is raised.</summary>
    public SubscriptionLedger? SubscriptionLedger { get; init; }

    /// <summary>An event to remember, with a version as for <see cref="Intent"/>.</summary>
    public WebhookReceipt? Receipt { get; init; }

    /// <summary>A merchant's protected secrets to write, with a version as for <see cref="Intent"/>.</summary>
    public KeptCredentials? Credentials { get; init; }

    /// <summary>A change to tell open conversations; the store gives the sequence.</summary>
    public BillingChange? Change { get; init; }

    /// <summary>Lines for the audit log, in order; the store ties them to the log's end with <see cref="AuditChain.Append"/>.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];
}
