namespace BillingContext.Webhooks;

/// <summary>A verified event from Stripe. Not its payload, which is old: what it is about was read anew.</summary>
public sealed record WebhookEvent
{
    /// <summary>The event's id: the same on every delivery.</summary>
    public required string Id { get; init; }

    /// <summary>Stripe's type, such as <c>charge.refunded</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Merchant, account and mode.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>When Stripe made it (UTC, whole seconds). Events do not arrive in this order.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The API version the payload is written in; null if not told.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>What kind of object it is about, such as <c>refund</c>.</summary>
    public string? ObjectType { get; init; }

    /// <summary>The id of the object it is about.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Type and id.</summary>
    public override string ToString() => $"{Type} {Id}";
}
