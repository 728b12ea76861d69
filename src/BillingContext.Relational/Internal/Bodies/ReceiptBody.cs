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
    public DateTimeOffset LeaseUntil { get; init; }

    internal static ReceiptBody Of(WebhookReceipt receipt) => new()
    {
        Merchant = receipt.Scope.Merchant.Value,
        Account = receipt.Scope.Account?.Value,
        Livemode = receipt.Scope.Livemode,
        EventId = receipt.EventId,
        Version = receipt.Version,
        ReceivedAt = receipt.ReceivedAt,
        IsHandled = receipt.IsHandled,
        LeaseUntil = receipt.LeaseUntil,
    };

    internal WebhookReceipt ToRecord() => new()
    {
        Scope = Ids.Scope(Merchant, Account, Livemode),
        EventId = EventId,
        Version = Version,
        ReceivedAt = ReceivedAt,
        IsHandled = IsHandled,
        LeaseUntil = LeaseUntil,
    };
}
