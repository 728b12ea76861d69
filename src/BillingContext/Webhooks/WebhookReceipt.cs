namespace BillingContext.Webhooks;

/// <summary>That an event was received: what makes a second delivery a duplicate.</summary>
public sealed record WebhookReceipt
{
    /// <summary>Merchant, account and mode.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>The event's id, unique within the scope.</summary>
    public required string EventId { get; init; }

    /// <summary>How often the record was written; 0 before the first time.</summary>
    public long Version { get; init; }

    /// <summary>When it was first received (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Every handler ran. Our own effects are done as soon as there is a receipt.</summary>
    public required bool IsHandled { get; init; }

    /// <summary>Until when handlers may be running (UTC).</summary>
    public DateTimeOffset LeaseUntil { get; init; }
}
