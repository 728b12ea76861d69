using BillingContext.Webhooks;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="WebhookReceipt"/> as it is stored.</summary>
internal sealed record ReceiptBody
{
    public required string Merchant { get; init; }
    public string? Account { get; init; }
    public required bool Livemode { get; init; }
    public required string EventId { get; init; }
    public required long Version { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required bool IsHandled { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>True or null: what an older version received was applied at once.</summary>
    public bool? IsPending { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int? Attempts { get; init; }
    public string? LastError { get; init; }
    public DateTimeOffset? SetAsideAt { get; init; }
    public EventBody? Event { get; init; }

    internal static ReceiptBody Of(WebhookReceipt receipt) => new()
    {
        Merchant = receipt.Scope.Merchant.Value,
        Account = receipt.Scope.Account?.Value,
        Livemode = receipt.Scope.Livemode,
        EventId = receipt.EventId,
        Version = receipt.Version,
        ReceivedAt = receipt.ReceivedAt,
        IsHandled = receipt.IsHandled,
        LeaseUntil = receipt.LeaseUntil == default ? null : receipt.LeaseUntil,
        IsPending = receipt.IsApplied ? null : true,
        DueAt = receipt.DueAt,
        Attempts = receipt.Attempts == 0 ? null : receipt.Attempts,
        LastError = receipt.LastError,
        SetAsideAt = receipt.SetAsideAt,
        Event = receipt.Event is { } received ? EventBody.Of(received) : null,
    };

    internal WebhookReceipt ToRecord() => new()
    {
        Scope = Ids.Scope(Merchant, Account, Livemode),
        EventId = EventId,
        Version = Version,
        ReceivedAt = ReceivedAt,
        IsHandled = IsHandled,
        LeaseUntil = LeaseUntil ?? default,
        IsApplied = IsPending is not true,
        DueAt = DueAt,
        Attempts = Attempts ?? 0,
        LastError = LastError,
        SetAsideAt = SetAsideAt,
        Event = Event?.ToRecord(EventId),
    };
}
