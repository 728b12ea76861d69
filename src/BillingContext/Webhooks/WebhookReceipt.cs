namespace BillingContext.Webhooks;

/// <summary>That an event was received, and how far it was dealt with: what makes a second delivery a duplicate, and what the inbox works on.</summary>
public sealed partial record WebhookReceipt
{
    /// <summary>Merchant, account and mode.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>The event's id, unique within the scope.</summary>
    public required string EventId { get; init; }

    /// <summary>How often the record was written; 0 before the first time.</summary>
    public long Version { get; init; }

    /// <summary>When it was first received (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Our own effects are made: they were committed together with this.</summary>
    public required bool IsApplied { get; init; }

    /// <summary>Everything is done: our own effects are made, and every handler ran.</summary>
    public required bool IsHandled { get; init; }

    /// <summary>Until when somebody is at work on it (UTC).</summary>
    public DateTimeOffset LeaseUntil { get; init; }

    /// <summary>When the inbox takes it up (UTC); null once it is handled, or set aside.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often it failed so far.</summary>
    public int Attempts { get; init; }

    /// <summary>Why it failed last: a code of docs/errors.md and the type of the exception, never a message.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was set aside (UTC): it failed too often, and waits until somebody replays it.</summary>
    public DateTimeOffset? SetAsideAt { get; init; }

    /// <summary>What is to be dealt with; null once it is handled.</summary>
    public ReceivedEvent? Event { get; init; }

    /// <summary>The event, and how far it is.</summary>
    public override string ToString() =>
        $"{Event?.Type ?? "event"} {EventId} {(IsHandled ? "handled" : SetAsideAt is not null ? "set aside" : "waiting")} {LastError}".TrimEnd();
}
