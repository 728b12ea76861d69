using BillingContext.Customers;

namespace BillingContext.Refunds;

/// <summary>A refund request on record: written before Stripe is asked, and kept with what became of it. Its life is in RefundIntent.Life.cs.</summary>
public sealed partial record RefundIntent
{
    /// <summary>Merchant, account and mode the money is in.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>The host's id of the request, unique within the merchant.</summary>
    public required string RequestId { get; init; }

    /// <summary>Tells whether the same id was used for something else.</summary>
    public required string ParametersHash { get; init; }

    /// <summary>How often the record was written; 0 before the first time. A store refuses a write on another version.</summary>
    public long Version { get; init; }

    /// <summary>How far it came.</summary>
    public required RefundState State { get; init; }

    /// <summary>The payment, by its own id even if the charge was named.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>How it was paid, for the arrival window.</summary>
    public string? MethodType { get; init; }

    /// <summary>How much, reserved from the moment this is written.</summary>
    public required Money Amount { get; init; }

    /// <summary>The reason Stripe is told.</summary>
    public required RefundReason Reason { get; init; }

    /// <summary>Who pays, for a destination charge.</summary>
    public DestinationChargeRefunds Connect { get; init; }

    /// <summary>Whose payment; null for a guest's.</summary>
    public CustomerId? Customer { get; init; }

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

    /// <summary>Which policy approved it.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>Until when it can be approved (UTC), while it needs approval.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Why it needs approval, while it does.</summary>
    public IReadOnlyList<DecisionReason> Needs { get; init; } = [];

    /// <summary>Tells whether the rules and the payment are still what a person saw, while it needs approval.</summary>
    public string? Basis { get; init; }

    /// <summary>When it was recorded (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the call that holds it may be at work (UTC); nobody else touches it before.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    /// <summary>
    /// Until when a request for it may have left for Stripe (UTC): never later than <see cref="LeaseUntil"/> was when it did. It may land
    /// somewhat later than that, and till then nobody can say that it was not made.
    /// </summary>
    public DateTimeOffset MayLeaveUntil { get; init; }

    /// <summary>When somebody should look again what became of it (UTC); null when it is at rest.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often somebody looked in vain since its state last changed.</summary>
    public int Looks { get; init; }

    /// <summary>A request for it may be at Stripe beyond those of the current holder: then no refusal is final.</summary>
    public bool MayHaveLanded { get; init; }

    /// <summary>The refund at Stripe, once known.</summary>
    public RefundId? Refund { get; init; }

    /// <summary>When Stripe made the refund (UTC), once known.</summary>
    public DateTimeOffset? RefundedAt { get; init; }

    /// <summary>The approval Stripe waits for.</summary>
    public StripeApproval? StripeApproval { get; init; }

    /// <summary>Stripe's code, if it refused or the refund failed.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Request, state and amount.</summary>
    public override string ToString() => $"{Scope} {RequestId}: {State} {Amount} of {Payment}";
}
