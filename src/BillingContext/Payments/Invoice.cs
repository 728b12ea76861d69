using System.Text.Json.Serialization;

namespace BillingContext.Payments;

/// <summary>An invoice at Stripe.</summary>
/// <remarks>Source: https://docs.stripe.com/api/invoices/object.</remarks>
public sealed record Invoice
{
    /// <summary>The invoice's id; null for an upcoming one.</summary>
    public InvoiceId? Id { get; init; }

    /// <summary>Whose invoice.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The subscription it belongs to, if any.</summary>
    public SubscriptionId? Subscription { get; init; }

    /// <summary>The number the customer sees.</summary>
    public string? Number { get; init; }

    /// <summary>Stripe's word: <c>draft</c>, <c>open</c>, <c>paid</c>, <c>uncollectible</c> or <c>void</c>.</summary>
    public string? StripeStatus { get; init; }

    /// <summary>Stripe's word for why it was made, such as <c>subscription_cycle</c>.</summary>
    public string? BillingReason { get; init; }

    /// <summary>The whole amount.</summary>
    public required Money Total { get; init; }

    /// <summary>What is paid.</summary>
    public required Money AmountPaid { get; init; }

    /// <summary>What is still to be paid.</summary>
    public required Money AmountRemaining { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How often payment was tried.</summary>
    public int AttemptCount { get; init; }

    /// <summary>When payment is tried next (UTC), if it is.</summary>
    public DateTimeOffset? NextPaymentAttempt { get; init; }

    /// <summary>The page where whoever has the link can see and pay it. Left out of JSON.</summary>
    [JsonIgnore]
    public Uri? HostedUrl { get; init; }

    /// <summary>The document, for whoever has the link. Left out of JSON.</summary>
    [JsonIgnore]
    public Uri? PdfUrl { get; init; }

    /// <summary>The payments made for it, if they could be read.</summary>
    public IReadOnlyList<PaymentId> Payments { get; init; } = [];

    /// <summary>Those of <see cref="Payments"/> that went through, and how much each paid.</summary>
    public IReadOnlyList<InvoicePayment> PaidBy { get; init; } = [];

    /// <summary>Id, status and total.</summary>
    public override string ToString() => $"{Id?.Value ?? "upcoming"} {StripeStatus} {Total}";
}
