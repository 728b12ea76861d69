namespace BillingContext.Payments;

/// <summary>A subscription at Stripe, ended ones included.</summary>
/// <remarks>Source: https://docs.stripe.com/api/subscriptions/object.</remarks>
public sealed record Subscription
{
    /// <summary>The subscription's id.</summary>
    public required SubscriptionId Id { get; init; }

    /// <summary>Whose subscription.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>Where it stands.</summary>
    public SubscriptionStatus Status { get; init; }

    /// <summary>Stripe's own word for the status, also when this version does not know it.</summary>
    public required string StripeStatus { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The earliest start of its items' current periods (UTC).</summary>
    public DateTimeOffset? CurrentPeriodStart { get; init; }

    /// <summary>The latest end of its items' current periods (UTC): the next renewal, if it renews.</summary>
    public DateTimeOffset? CurrentPeriodEnd { get; init; }

    /// <summary>It ends with the current period.</summary>
    public bool CancelAtPeriodEnd { get; init; }

    /// <summary>When it is set to end (UTC).</summary>
    public DateTimeOffset? CancelAt { get; init; }

    /// <summary>When it was canceled or set to end (UTC).</summary>
    public DateTimeOffset? CanceledAt { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Stripe's word for why it was canceled, such as <c>payment_failed</c>.</summary>
    public string? CancellationReason { get; init; }

    /// <summary>When the trial began (UTC), if there was one.</summary>
    public DateTimeOffset? TrialStart { get; init; }

    /// <summary>When the trial ends or ended (UTC).</summary>
    public DateTimeOffset? TrialEnd { get; init; }

    /// <summary>Its invoices are not collected at present: Stripe's word for what becomes of them (<c>keep_as_draft</c>, <c>mark_uncollectible</c>, <c>void</c>); null if they are.</summary>
    public string? PauseBehavior { get; init; }

    /// <summary>When they are collected again (UTC); null for until somebody says so.</summary>
    public DateTimeOffset? PauseEnds { get; init; }

    /// <summary>A schedule of the merchant's changes it by itself, and must be released before anything else changes it.</summary>
    public bool HasSchedule { get; init; }

    /// <summary>Stripe's word for how invoices are paid: <c>charge_automatically</c> or <c>send_invoice</c>.</summary>
    public string? CollectionMethod { get; init; }

    /// <summary>Its items are billed for periods of their own, so the current period is only the span of all of them.</summary>
    public bool PeriodsDiffer { get; init; }

    /// <summary>What is paid for: price and quantity of each item.</summary>
    public IReadOnlyList<SubscriptionItem> Items { get; init; } = [];

    /// <summary>The latest invoice's id.</summary>
    public InvoiceId? LatestInvoiceId { get; init; }

    /// <summary>The latest invoice, if it could be read.</summary>
    public Invoice? LatestInvoice { get; init; }

    /// <summary>Whether it has ended for good, however that came.</summary>
    public bool IsOver => Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;

    /// <summary>Id and status.</summary>
    public override string ToString() => $"{Id} {StripeStatus}";
}
