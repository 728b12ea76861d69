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
}
