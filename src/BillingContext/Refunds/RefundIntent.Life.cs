using BillingContext.Payments;
using BillingContext.Refunds.Internal;
using static BillingContext.Internal.RequestLife;

namespace BillingContext.Refunds;

// The life of a refund request, all of it. Every change of state is one of the methods below; whoever calls them only reads, asks and records.
//
//   NeedsApproval ─┬─ a person says yes, and it is still what they saw ─▶ approved
//                  └─ a person says no, or nobody anything ─▶ Refused
//
//   approved ─▶ InProgress ─┬─ Stripe made it ─▶ Succeeded · Pending · RequiresAction ── days later ─▶ Failed · Canceled · Succeeded
//                    ▲      ├─ Stripe said no, and nothing of ours can land any more ─▶ Refused
//              same key     ├─ Stripe wants an approval of its own ─▶ AwaitingStripeApproval ─┬─ executed ─▶ as above
//                    │      │                                                                  └─ lapsed ───▶ Refused
//                    │      └─ anything else ─▶ Unknown ─┬─ among the payment's refunds ─▶ as above
//                    └──────── absent, key under 23 h, ──┤
//                              still approved            ├─ absent, and nothing of ours can land any more ─▶ Refused
//                                                        └─ Stripe does not tell for 25 h ─▶ NeedsHuman, looked at all the same
//
// "Can land": an attempt may have left until MayLeaveUntil, and a network may hold it an hour longer. Only then does absence prove anything.
public sealed partial record RefundIntent
{
    /// <summary>Whether its amount may still leave, or has left: everything but a final refusal, a failure and a cancellation.</summary>
    public bool HoldsMoney => State is not (RefundState.Refused or RefundState.Failed or RefundState.Canceled or RefundState.NeedsApproval);

    /// <summary>Who answers for it: the person who approved it, else who asked.</summary>
    internal Actor AnsweredBy => ApprovedBy ?? Actor;

    /// <summary>Its state in words.</summary>
    internal DecisionReason InWords => RefundReasons.OfState(this);

    /// <summary>Whether nobody knows if it was made.</summary>
    internal bool IsOpen => State is RefundState.Unknown or RefundState.InProgress or RefundState.NeedsHuman;

    /// <summary>Whether asking again decides anew: it waits for a yes, or was refused for a passing cause, and nothing of it ever left.</summary>
    internal bool IsUndecided => this is { State: RefundState.NeedsApproval }
        || (this is { State: RefundState.Refused, MayHaveLanded: false } && RefundReasons.IsPassing(FailureCode));

    /// <summary>Whether a refund of this payment is this request's: stamped with it, of its amount, and no other than the one already known.</summary>
    public bool IsMadeBy(Refund refund)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return refund.IsOf(Scope.Merchant, RequestId) && refund.Amount == Amount && (Refund is null || Refund == refund.Id);
    }

    /// <summary>This request after its refund was seen at Stripe: the one way a status enters the record. Itself, if nothing is new.</summary>
    /// <param name="refund">The refund, as Stripe shows it now.</param>
    /// <param name="now">The instant (UTC).</param>
    public RefundIntent Observe(Refund refund, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(refund);
        var seen = this with
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
        return seen == this ? this : (seen with { Looks = 0 }).Due(now);
    }

    /// <summary>This request as it waits for a person's yes: nothing leaves, and nothing is reserved.</summary>
    /// <param name="basis">What the yes depends on.</param>
    /// <param name="needs">Why it needs one.</param>
    /// <param name="expiresAt">Until when it counts (UTC).</param>
    internal RefundIntent NeedApproval(string basis, IReadOnlyList<DecisionReason> needs, DateTimeOffset expiresAt) => this with
    {
        State = RefundState.NeedsApproval,
        Basis = basis,
        Needs = needs,
        ExpiresAt = expiresAt,
        LeaseUntil = CreatedAt,
        MayLeaveUntil = CreatedAt,
        DueAt = expiresAt,
    };

    /// <summary>This request in the hands of a call that may be at work on it until a lease ends. Whoever held it may have asked Stripe and died.</summary>
    internal RefundIntent TakeUp(DateTimeOffset leaseUntil) =>
        this with { LeaseUntil = leaseUntil, MayLeaveUntil = leaseUntil, DueAt = leaseUntil, MayHaveLanded = true };

    /// <summary>Whether a request that left earlier may still reach Stripe: till then absence proves nothing.</summary>
    internal bool CanStillLand(DateTimeOffset now) => now < MayLeaveUntil + LandingWindow;

    /// <summary>Whether the idempotency key may still be sent.</summary>
    internal bool IsKeyAlive(DateTimeOffset now) => now - CreatedAt < KeyLifetime;

    /// <summary>From when on whoever took it up may no longer ask Stripe (UTC): the lease may be another's, and the key may be forgotten.</summary>
    internal DateTimeOffset AskBefore => EndOfAsking(LeaseUntil, CreatedAt);

    /// <summary>Whether a refund that no request of ours made, since this one was recorded, may be its stand-in: an agent's, in the dashboard, who saw none.</summary>
    internal bool MayBeReplacedBy(Refund refund) =>
        (refund.RequestId is null || refund.IsOf(Scope.Merchant, RequestId))
        && refund.CreatedAt >= CreatedAt - ClockSkew
        && refund.Status is not (RefundStatus.Failed or RefundStatus.Canceled);

    /// <summary>Stripe waits for an approval of the merchant's, and makes the refund itself once it has it: never asked for again.</summary>
    internal RefundIntent Await(StripeApproval approval, DateTimeOffset now) =>
        (this with { State = RefundState.AwaitingStripeApproval, StripeApproval = approval, Looks = 0 }).Due(now);

    /// <summary>Not made, and it will not be. Only for who knows that no request of ours can land any more.</summary>
    internal RefundIntent Refuse(string code) => this with
    {
        State = RefundState.Refused, FailureCode = code, StripeApproval = null, DueAt = null, Looks = 0, Basis = null, Needs = [], ExpiresAt = null,
    };

    /// <summary>Left open; the lease ends, so that the next who looks can find out.</summary>
    internal RefundIntent Leave(string code, DateTimeOffset now, DateTimeOffset mayHaveLeftUntil) => (this with
    {
        State = now - CreatedAt < GiveUpAfter ? RefundState.Unknown : RefundState.NeedsHuman,
        MayHaveLanded = true,
        MayLeaveUntil = mayHaveLeftUntil,
        FailureCode = code,
        LeaseUntil = now,
        Looks = Looks + 1,
    }).Due(now);

    /// <summary>After a look that brought nothing new. What Stripe did not show is as old as the look.</summary>
    /// <param name="askedAt">The instant before Stripe was asked (UTC).</param>
    internal RefundIntent LookAgain(DateTimeOffset askedAt) =>
        State == RefundState.AwaitingStripeApproval && askedAt > (StripeApproval?.ExpiresAt ?? CreatedAt + LongestApproval) + LandingWindow
            ? Refuse(RefundReasons.ApprovalLapsed.Code)
            : PutOff(askedAt);

    /// <summary>There is news of it: looked at as soon as somebody can.</summary>
    internal RefundIntent LookNow(DateTimeOffset now) => this with { DueAt = now, Looks = 0 };

    /// <summary>After Stripe could not be asked, which tells nothing: looked at later.</summary>
    internal RefundIntent PutOff(DateTimeOffset now) => (this with { Looks = Looks + 1 }).Due(now);

    /// <summary>When to look next: soon at first, then ever less often; never for what is at rest.</summary>
    private RefundIntent Due(DateTimeOffset now)
    {
        var (first, longest) = State switch
        {
            RefundState.Unknown => (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            RefundState.NeedsHuman => (TimeSpan.FromHours(6), TimeSpan.FromHours(6)),
            RefundState.AwaitingStripeApproval => (TimeSpan.FromMinutes(10), TimeSpan.FromHours(6)),
            RefundState.Pending => (TimeSpan.FromHours(1), TimeSpan.FromDays(1)),
            RefundState.RequiresAction => (TimeSpan.FromHours(6), TimeSpan.FromDays(1)),
            _ => (TimeSpan.Zero, TimeSpan.Zero),
        };
        return this with { DueAt = first == TimeSpan.Zero ? null : NextLook(now, first, longest, Looks) };
    }
}
