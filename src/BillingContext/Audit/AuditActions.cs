namespace BillingContext.Audit;

/// <summary>The words of <see cref="AuditEntry.Action"/>.</summary>
public static class AuditActions
{
    /// <summary>A person confirmed who a customer is.</summary>
    public const string CustomerConfirmed = "customer.confirmed";

    /// <summary>A refund was decided against, or needs approval: nothing was sent to Stripe.</summary>
    public const string RefundDeclined = "refund.declined";

    /// <summary>A refund was approved and recorded; Stripe is asked next.</summary>
    public const string RefundRecorded = "refund.recorded";

    /// <summary>A refund or a cancellation needs a person's yes and waits for it.</summary>
    public const string ApprovalRequested = "approval.requested";

    /// <summary>A person said yes; the refund or the cancellation is recorded with it.</summary>
    public const string ApprovalGiven = "approval.given";

    /// <summary>Somebody's answer did not count: see the reasons. Nothing moved.</summary>
    public const string ApprovalDeclined = "approval.declined";

    /// <summary>A person said no.</summary>
    public const string ApprovalRejected = "approval.rejected";

    /// <summary>Nobody answered in time.</summary>
    public const string ApprovalExpired = "approval.expired";

    /// <summary>A merchant's refunds and cancellations were stopped.</summary>
    public const string MerchantStopped = "merchant.stopped";

    /// <summary>A person let a merchant's refunds and cancellations go on.</summary>
    public const string MerchantResumed = "merchant.resumed";

    /// <summary>A person added a merchant to the vault, with its read key.</summary>
    public const string MerchantAdded = "merchant.added";

    /// <summary>A person removed a merchant from the vault, with all its secrets.</summary>
    public const string MerchantRemoved = "merchant.removed";

    /// <summary>A person gave the vault a key or a webhook secret, maybe in the place of another.</summary>
    public const string SecretKept = "secret.kept";

    /// <summary>A person removed a key or a webhook secret from the vault.</summary>
    public const string SecretRemoved = "secret.removed";

    /// <summary>Stripe's answer to a refund, or its absence.</summary>
    public const string RefundOutcome = "refund.outcome";

    /// <summary>An open refund was taken up again to find out what became of it.</summary>
    public const string RefundResumed = "refund.resumed";

    /// <summary>Stripe reported a new status of one of our refunds.</summary>
    public const string RefundStatusChanged = "refund.status_changed";

    /// <summary>A cancellation was decided against, or needs a person: nothing was sent to Stripe.</summary>
    public const string CancellationDeclined = "cancellation.declined";

    /// <summary>A cancellation, or that one is undone, was approved and recorded; Stripe is asked next.</summary>
    public const string CancellationRecorded = "cancellation.recorded";

    /// <summary>Stripe's answer to a cancellation, its absence, or what a reading of the subscription showed.</summary>
    public const string CancellationOutcome = "cancellation.outcome";

    /// <summary>An open cancellation was taken up again to find out what became of it.</summary>
    public const string CancellationResumed = "cancellation.resumed";

    /// <summary>The refund that belongs to a cancellation came to another state.</summary>
    public const string CancellationRefund = "cancellation.refund";

    /// <summary>A verified webhook was for another account or mode.</summary>
    public const string WebhookRejected = "webhook.rejected";

    /// <summary>Somebody had an event that had failed dealt with once more.</summary>
    public const string WebhookReplayed = "webhook.replayed";
}
