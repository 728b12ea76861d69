using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>Something about a customer changed at Stripe: a hint to read the context anew, not the news itself.</summary>
public sealed record BillingChange
{
    /// <summary>Place in the merchant's changes; given by the store.</summary>
    public long Sequence { get; init; }

    /// <summary>Merchant, account and mode.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>What kind of thing changed.</summary>
    public required BillingChangeKind Kind { get; init; }

    /// <summary>Whose; null for a guest's, or if not known.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The payment it is about, if it is about one.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>The id of what changed.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Stripe's type of the event that told.</summary>
    public string? EventType { get; init; }

    /// <summary>The event that told.</summary>
    public string? EventId { get; init; }

    /// <summary>When it was recorded (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where to watch on from.</summary>
    public ChangeToken Token => new(Sequence);

    /// <summary>Kind and ids.</summary>
    public override string ToString() => $"{Sequence} {EventType ?? Kind.ToString()} {ObjectId} {Customer}".TrimEnd();
}
