using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="CancellationIntent"/> as it is stored. Names and words stay readable for ever; what is new is optional.</summary>
internal sealed record CancellationBody
{
    public required string Merchant { get; init; }
    public string? Account { get; init; }
    public required bool Livemode { get; init; }
    public required string RequestId { get; init; }
    public required string ParametersHash { get; init; }
    public required long Version { get; init; }
    public required CancellationState State { get; init; }
    public required CancellationKind Kind { get; init; }
    public required string Subscription { get; init; }
    public bool InvoiceNow { get; init; }
    public required string Customer { get; init; }
    public ResolutionStatus Identity { get; init; }
    public ActorBody? ConfirmedBy { get; init; }
    public required ActorBody Actor { get; init; }
    public ActorBody? ApprovedBy { get; init; }
    public string? Ticket { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public IReadOnlyList<DecisionReason>? Needs { get; init; }
    public string? Basis { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset LeaseUntil { get; init; }
    public DateTimeOffset MayLeaveUntil { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int Looks { get; init; }
    public bool MayHaveLanded { get; init; }
    public DateTimeOffset? EndsAt { get; init; }
    public StripeApproval? StripeApproval { get; init; }
    public string? FailureCode { get; init; }
    public CancellationRefund RefundWanted { get; init; }
    public string? RefundPayment { get; init; }
    public long? RefundAmount { get; init; }
    public string? RefundCurrency { get; init; }
    public RefundState? Refund { get; init; }

    internal static CancellationBody Of(CancellationIntent intent) => new()
    {
        Merchant = intent.Scope.Merchant.Value,
        Account = intent.Scope.Account?.Value,
        Livemode = intent.Scope.Livemode,
        RequestId = intent.RequestId,
        ParametersHash = intent.ParametersHash,
        Version = intent.Version,
        State = intent.State,
        Kind = intent.Kind,
        Subscription = intent.Subscription.Value,
        InvoiceNow = intent.InvoiceNow,
        Customer = intent.Customer.Value,
        Identity = intent.Identity,
        ConfirmedBy = ActorBody.Of(intent.ConfirmedBy),
        Actor = ActorBody.Of(intent.Actor),
        ApprovedBy = ActorBody.Of(intent.ApprovedBy),
        Ticket = intent.Ticket == default ? null : intent.Ticket.Value,
        ExpiresAt = intent.ExpiresAt,
        Needs = intent.Needs.Count > 0 ? intent.Needs : null,
        Basis = intent.Basis,
        CreatedAt = intent.CreatedAt,
        LeaseUntil = intent.LeaseUntil,
        MayLeaveUntil = intent.MayLeaveUntil,
        DueAt = intent.DueAt,
        Looks = intent.Looks,
        MayHaveLanded = intent.MayHaveLanded,
        EndsAt = intent.EndsAt,
        StripeApproval = intent.StripeApproval,
        FailureCode = intent.FailureCode,
        RefundWanted = intent.RefundWanted,
        RefundPayment = intent.RefundPayment?.Value,
        RefundAmount = intent.RefundAmount?.MinorUnits,
        RefundCurrency = intent.RefundAmount?.Currency.ToString(),
        Refund = intent.Refund,
    };

    internal CancellationIntent ToRecord() => new()
    {
        Scope = Ids.Scope(Merchant, Account, Livemode),
        RequestId = RequestId,
        ParametersHash = ParametersHash,
        Version = Version,
        State = State,
        Kind = Kind,
        Subscription = new SubscriptionId(Subscription),
        InvoiceNow = InvoiceNow,
        Customer = new CustomerId(Customer),
        Identity = Identity,
        ConfirmedBy = ConfirmedBy?.ToRecord(),
        Actor = Actor.ToRecord(),
        ApprovedBy = ApprovedBy?.ToRecord(),
        Ticket = Ticket is null ? default : new TicketReference(Ticket),
        ExpiresAt = ExpiresAt,
        Needs = Needs ?? [],
        Basis = Basis,
        CreatedAt = CreatedAt,
        LeaseUntil = LeaseUntil,
        MayLeaveUntil = MayLeaveUntil,
        DueAt = DueAt,
        Looks = Looks,
        MayHaveLanded = MayHaveLanded,
        EndsAt = EndsAt,
        StripeApproval = StripeApproval,
        FailureCode = FailureCode,
        RefundWanted = RefundWanted,
        RefundPayment = RefundPayment is null ? null : new PaymentId(RefundPayment),
        RefundAmount = RefundAmount is { } amount && RefundCurrency is { } currency ? Money.Of(currency, amount) : null,
        Refund = Refund,
    };
}
