using BillingContext.Customers;
using BillingContext.Refunds;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="RefundIntent"/> as it is stored. Names and words stay readable for ever; what is new is optional.</summary>
internal sealed record IntentBody
{
    public required string Merchant { get; init; }
    public string? Account { get; init; }
    public required bool Livemode { get; init; }
    public required string RequestId { get; init; }
    public required string ParametersHash { get; init; }
    public required long Version { get; init; }
    public required RefundState State { get; init; }
    public required string Payment { get; init; }
    public string? MethodType { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required RefundReason Reason { get; init; }
    public DestinationChargeRefunds Connect { get; init; }
    public string? Customer { get; init; }
    public ResolutionStatus Identity { get; init; }
    public ActorBody? ConfirmedBy { get; init; }
    public required ActorBody Actor { get; init; }
    public ActorBody? ApprovedBy { get; init; }
    public string? Ticket { get; init; }
    public string? PolicyVersion { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public IReadOnlyList<DecisionReason>? Needs { get; init; }
    public string? Basis { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LeaseUntil { get; init; }
    public DateTimeOffset MayLeaveUntil { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int Looks { get; init; }
    public bool MayHaveLanded { get; init; }
    public string? Refund { get; init; }
    public DateTimeOffset? RefundedAt { get; init; }
    public StripeApproval? StripeApproval { get; init; }
    public string? FailureCode { get; init; }

    internal static IntentBody Of(RefundIntent intent) => new()
    {
        Merchant = intent.Scope.Merchant.Value,
        Account = intent.Scope.Account?.Value,
        Livemode = intent.Scope.Livemode,
        RequestId = intent.RequestId,
        ParametersHash = intent.ParametersHash,
        Version = intent.Version,
        State = intent.State,
        Payment = intent.Payment.Value,
        MethodType = intent.MethodType,
        Amount = intent.Amount.MinorUnits,
        Currency = intent.Amount.Currency.ToString(),
        Reason = intent.Reason,
        Connect = intent.Connect,
        Customer = intent.Customer?.Value,
        Identity = intent.Identity,
        ConfirmedBy = ActorBody.Of(intent.ConfirmedBy),
        Actor = ActorBody.Of(intent.Actor),
        ApprovedBy = ActorBody.Of(intent.ApprovedBy),
        Ticket = intent.Ticket == default ? null : intent.Ticket.Value,
        PolicyVersion = intent.PolicyVersion,
        ExpiresAt = intent.ExpiresAt,
        Needs = intent.Needs.Count > 0 ? intent.Needs : null,
        Basis = intent.Basis,
        CreatedAt = intent.CreatedAt,
        LeaseUntil = intent.LeaseUntil,
        MayLeaveUntil = intent.MayLeaveUntil,
        DueAt = intent.DueAt,
        Looks = intent.Looks,
        MayHaveLanded = intent.MayHaveLanded,
        Refund = intent.Refund?.Value,
        RefundedAt = intent.RefundedAt,
        StripeApproval = intent.StripeApproval,
        FailureCode = intent.FailureCode,
    };

    internal RefundIntent ToRecord() => new()
    {
        Scope = Ids.Scope(Merchant, Account, Livemode),
        RequestId = RequestId,
        ParametersHash = ParametersHash,
        Version = Version,
        State = State,
        Payment = new PaymentId(Payment),
        MethodType = MethodType,
        Amount = Money.Of(Currency, Amount),
        Reason = Reason,
        Connect = Connect,
        Customer = Ids.Customer(Customer),
        Identity = Identity,
        ConfirmedBy = ConfirmedBy?.ToRecord(),
        Actor = Actor.ToRecord(),
        ApprovedBy = ApprovedBy?.ToRecord(),
        Ticket = Ticket is null ? default : new TicketReference(Ticket),
        PolicyVersion = PolicyVersion,
        ExpiresAt = ExpiresAt,
        Needs = Needs ?? [],
        Basis = Basis,
        CreatedAt = CreatedAt,
        LeaseUntil = LeaseUntil,
        MayLeaveUntil = MayLeaveUntil,
        DueAt = DueAt,
        Looks = Looks,
        MayHaveLanded = MayHaveLanded,
        Refund = Refund is null ? null : new RefundId(Refund),
        RefundedAt = RefundedAt,
        StripeApproval = StripeApproval,
        FailureCode = FailureCode,
    };
}
