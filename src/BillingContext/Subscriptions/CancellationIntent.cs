using BillingContext.Customers;
using BillingContext.Refunds;

namespace BillingContext.Subscriptions;

/// <summary>A cancellation on record: written before Stripe is asked, and kept with what became of it. Its life is in CancellationIntent.Life.cs.</summary>
public sealed partial record CancellationIntent
{
    /// <summary>Merchant, account and mode the subscription is in.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>The host's id of the request, unique among the merchant's cancellations.</summary>
    public required string RequestId { get; init; }

    /// <summary>Tells whether the same id was used for something else.</summary>
    public required string ParametersHash { get; init; }

    /// <summary>How often the record was written; 0 before the first time. A store refuses a write on another version.</summary>
    public long Version { get; init; }

    /// <summary>How far it came.</summary>
    public required CancellationState State { get; init; }

    /// <summary>What is asked of the subscription.</summary>
    public required CancellationKind Kind { get; init; }

    /// <summary>The subscription.</summary>
    public required SubscriptionId Subscription { get; init; }

    /// <summary>Whether what is not billed yet is billed.</summary>
    public bool InvoiceNow { get; init; }

    /// <summary>Whose subscription.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>How sure it was who asked, so that the same question can be decided again.</summary>
    public ResolutionStatus Identity { get; init; }

    /// <summary>The person who confirmed who asked.</summary>
    public Actor? ConfirmedBy { get; init; }

    /// <summary>Who asked.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The person who approved it, where one had to.</summary>
    public Actor? ApprovedBy { get; init; }

    /// <summary>The ticket.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>Until when it can be approved (UTC), while it needs approval.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why it needs approval, while it does.</summary>
    public IReadOnlyList<DecisionReason> Needs { get; init; } = [];

    /// <summary>Tells whether the subscription and what would go back are still what a person saw, while it needs approval.</summary>
    public string? Basis { get; init; }

    /// <summary>When it was recorded (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the call that holds it may be at work (UTC); nobody else touches it before.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>Until when a request for it may have left for Stripe (UTC).</summary>
    public DateTimeOffset MayLeaveUntil { get; init; }

    /// <summary>When somebody should look again what became of it (UTC); null when it is at rest.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often somebody looked in vain since its state last changed.</summary>
    public int Looks { get; init; }

    /// <summary>A request for it may be at Stripe beyond those of the current holder: then no refusal is final.</summary>
    public bool MayHaveLanded { get; init; }

    /// <summary>When the subscription ends or ended (UTC), once Stripe said so.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>The approval Stripe waits for.</summary>
    public StripeApproval? StripeApproval { get; init; }

    /// <summary>The code of why not, or of what stood in the way last.</summary>
    public string? FailureCode { get; init; }

    /// <summary>What was to go back of the latest invoice.</summary>
    public CancellationRefund RefundWanted { get; init; }

    /// <summary>The payment to refund once the subscription is canceled; null for none.</summary>
    public PaymentId? RefundPayment { get; init; }

    /// <summary>How much of it: decided before anything happened, and the same ever after.</summary>
    public Money? RefundAmount { get; init; }

    /// <summary>How far the refund came, as it was seen last; null until the subscription is canceled.</summary>
    public RefundState? Refund { get; init; }

    /// <summary>Request, states and subscription.</summary>
    public override string ToString() => $"{Scope} {RequestId}: {State} {Subscription}{(Refund is { } refund ? $", refund {refund} {RefundAmount}" : "")}";
}
