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

    /// <summary>When the trial ends or ended (UTC).</summary>
    public DateTimeOffset? TrialEnd { get; init; }

    /// <summary>What is paid for: price and quantity of each item.</summary>
    public IReadOnlyList<SubscriptionItem> Items { get; init; } = [];

    /// <summary>The latest invoice's id.</summary>
    public InvoiceId? LatestInvoiceId { get; init; }

    /// <summary>The latest invoice, if it could be read.</summary>
    public Invoice? LatestInvoice { get; init; }

    /// <summary>Id and status.</summary>
    public override string ToString() => $"{Id} {StripeStatus}";
}
