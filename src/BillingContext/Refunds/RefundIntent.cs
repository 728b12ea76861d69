using BillingContext.Payments;

namespace BillingContext.Refunds;

/// <summary>A refund request on record: written before Stripe is asked, and kept with what became of it.</summary>
public sealed record RefundIntent
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

    /// <summary>Who asked.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The ticket.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>Which policy approved it.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>When it was recorded (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when the call that holds it may be at work (UTC); nobody else touches it before.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

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

    /// <summary>Whether its amount may still leave, or has left: everything but a final refusal, a failure and a cancellation.</summary>
    public bool HoldsMoney => State is not (RefundState.Refused or RefundState.Failed or RefundState.Canceled or RefundState.NeedsApproval);

    /// <summary>Whether a refund of this payment is this request's: stamped with it, of its amount, and no other than the one already known.</summary>
    public bool IsMadeBy(Refund refund)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return refund.IsOf(Scope.Merchant, RequestId) && refund.Amount == Amount && (Refund is null || Refund == refund.Id);
    }

    /// <summary>This request after its refund was seen at Stripe: the one way a status enters the record.</summary>
    public RefundIntent Observe(Refund refund)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return this with
        {
            State = refund.Status switch
            {
                RefundStatus.Succeeded => RefundState.Succeeded,
                RefundStatus.RequiresAction => RefundState.RequiresAction,
                RefundStatus.Failed => RefundState.Failed,
                RefundStatus.Canceled => RefundState.Canceled,
                // A word we do not know still means that Stripe has the refund.
                _ => RefundState.Pending,
            },
            Refund = refund.Id,
            RefundedAt = refund.CreatedAt,
            FailureCode = refund.FailureReason,
            StripeApproval = null,
        };
    }

    /// <summary>Request, state and amount.</summary>
    public override string ToString() => $"{Scope} {RequestId}: {State} {Amount} of {Payment}";
}
