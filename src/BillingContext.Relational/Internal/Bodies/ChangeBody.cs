using BillingContext.Webhooks;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="BillingChange"/> as it is stored.</summary>
internal sealed record ChangeBody
{
    public required long Sequence { get; init; }
    public required string Merchant { get; init; }
    public string? Account { get; init; }
    public required bool Livemode { get; init; }
    public required BillingChangeKind Kind { get; init; }
    public string? Customer { get; init; }
    public string? Payment { get; init; }
    public string? ObjectId { get; init; }
    public string? EventType { get; init; }
    public string? EventId { get; init; }
    public required DateTimeOffset At { get; init; }

    internal static ChangeBody Of(BillingChange change) => new()
    {
        Sequence = change.Sequence,
        Merchant = change.Scope.Merchant.Value,
        Account = change.Scope.Account?.Value,
        Livemode = change.Scope.Livemode,
        Kind = change.Kind,
        Customer = change.Customer?.Value,
        Payment = change.Payment?.Value,
        ObjectId = change.ObjectId,
        EventType = change.EventType,
        EventId = change.EventId,
        At = change.At,
    };

    internal BillingChange ToRecord() => new()
    {
        Sequence = Sequence,
        Scope = Ids.Scope(Merchant, Account, Livemode),
        Kind = Kind,
        Customer = Ids.Customer(Customer),
        Payment = Payment is null ? null : new PaymentId(Payment),
        ObjectId = ObjectId,
        EventType = EventType,
        EventId = EventId,
        At = At,
    };
}
