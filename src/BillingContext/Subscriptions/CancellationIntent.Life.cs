using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions.Internal;
using static BillingContext.Internal.RequestLife;

namespace BillingContext.Subscriptions;

// The life of a cancellation, all of it. Every change of state is one of the methods below; whoever calls them only reads, asks and records.
//
//   NeedsApproval ─┬─ a person says yes, and it is still what they saw ─▶ approved
//                  └─ a person says no, or nobody anything ─▶ Refused
//
//   approved ─▶ InProgress ─┬─ the subscription shows it ─▶ Canceled · Scheduled · Resumed ─┬─ no refund ─▶ at rest
//                    ▲      │                                                               └─ refund due ─▶ asked for, again and again under one id
//                    │      │                                                                      Refund: InProgress · Unknown ─▶ what the refund came to
//              same key,    ├─ Stripe said no, and nothing of ours can land any more ─▶ Refused
//              or no key    ├─ Stripe wants an approval of its own ─▶ AwaitingStripeApproval ─┬─ executed ─▶ as above
//                    │      │                                                                 └─ lapsed ───▶ Refused
//                    │      └─ anything else ─▶ Unknown ─┬─ the subscription shows it ─▶ as above
//                    └── it does not show it, under 23 h,┤
//                              still approved            ├─ it does not show it, and nothing of ours can land any more ─▶ Refused
//                                                        └─ Stripe does not tell for 25 h ─▶ NeedsHuman, looked at all the same
//
// First the subscription, then the money: whoever is refunded first may be charged again by a renewal that nobody stopped. See docs/decisions/0005.
public sealed partial record CancellationIntent
{
    /// <summary>So often is a refund that was declined looked for: another node may have been told otherwise at the same moment.</summary>
    private const int MostLooksForDeclined = 5;

    /// <summary>Its state in words.</summary>
    internal DecisionReason InWords => CancellationReasons.OfState(this);

    /// <summary>Whether nobody knows if it happened.</summary>
    internal bool IsOpen => State is CancellationState.Unknown or CancellationState.InProgress or CancellationState.NeedsHuman;

    /// <summary>Whether it happened.</summary>
    internal bool IsDone => State is CancellationState.Canceled or CancellationState.Scheduled or CancellationState.Resumed;

    /// <summary>Whether it happened and its refund is not known to be made or refused.</summary>
    internal bool OwesRefund => IsDone && Refund is RefundState.InProgress or RefundState.Unknown or RefundState.NeedsHuman;

    /// <summary>Whether another request for the same subscription must wait for this one.</summary>
    internal bool IsUnsettled => IsOpen || OwesRefund || State == CancellationState.AwaitingStripeApproval;

    /// <summary>Who answers for it: the person who approved it, else who asked.</summary>
    internal Actor AnsweredBy => ApprovedBy ?? Actor;

    /// <summary>Whether asking again decides anew: it waits for a yes, or was refused for a passing cause, and nothing of it ever left.</summary>
    internal bool IsUndecided => this is { State: CancellationState.NeedsApproval }
        || (this is { State: CancellationState.Refused, MayHaveLanded: false } && CancellationReasons.IsPassing(FailureCode));

    /// <summary>The id of the refund request that belongs to it.</summary>
    internal string RefundRequestId => RefundRequestIdOf(RequestId);

    /// <summary>The id of the refund request that belongs to a cancellation.</summary>
    internal static string RefundRequestIdOf(string requestId) => requestId + ":refund";

    /// <summary>This request after its subscription was seen at Stripe. Itself, if that does not show what was asked for, or nothing is new.</summary>
    /// <param name="subscription">The subscription, as Stripe shows it now.</param>
    /// <param name="now">The instant (UTC).</param>
    internal CancellationIntent Observe(Subscription subscription, DateTimeOffset now)
    {
        if (subscription.Id != Subscription || IsDone)
        {
            return this;
        }

        var ended = subscription.Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
        var endedAt = subscription.EndedAt ?? subscription.CanceledAt;
        return Kind switch
        {
            CancellationKind.Undo when ended => Refuse(CancellationReasons.AlreadyCanceled.Code),
            CancellationKind.Undo when !subscription.CancelAtPeriodEnd && subscription.CancelAt is null => Done(CancellationState.Resumed, null, now),
            CancellationKind.Undo => this,

            // It had ended before anybody asked here: whoever did that has settled the money, too.
            _ when ended && endedAt < CreatedAt - ClockSkew => Refuse(CancellationReasons.AlreadyCanceled.Code),
            _ when ended => Done(CancellationState.Canceled, endedAt ?? now, now),
            CancellationKind.AtPeriodEnd when subscription.CancelAtPeriodEnd =>
                Done(CancellationState.Scheduled, subscription.CancelAt ?? subscription.CurrentPeriodEnd, now),
            _ => this,
        };
    }

    /// <summary>This request as it waits for a person's yes: nothing leaves.</summary>
    /// <param name="basis">What the yes depends on.</param>
    /// <param name="needs">Why it needs one.</param>
    /// <param name="expiresAt">Until when it counts (UTC).</param>
    internal CancellationIntent NeedApproval(string basis, IReadOnlyList<DecisionReason> needs, DateTimeOffset expiresAt) => this with
    {
        State = CancellationState.NeedsApproval,
        Basis = basis,
        Needs = needs,
        ExpiresAt = expiresAt,
        LeaseUntil = CreatedAt,
        MayLeaveUntil = CreatedAt,
        DueAt = expiresAt,
    };

    /// <summary>This request in the hands of a call that may be at work on it until a lease ends. Whoever held it may have asked Stripe and died.</summary>
    internal CancellationIntent TakeUp(DateTimeOffset leaseUntil) =>
        this with { LeaseUntil = leaseUntil, MayLeaveUntil = leaseUntil, DueAt = leaseUntil, MayHaveLanded = true };

    /// <summary>Whether a request that left earlier may still reach Stripe: till then a subscription that does not show it proves nothing.</summary>
    internal bool CanStillLand(DateTimeOffset now) => now < MayLeaveUntil + LandingWindow;

    /// <summary>Whether Stripe may still be asked: the idempotency key protects, and the decision is not yesterday's.</summary>
    internal bool MayAsk(DateTimeOffset now) => now - CreatedAt < KeyLifetime;

    /// <summary>From when on whoever took it up may no longer ask Stripe (UTC): the lease may be another's, and the key may be forgotten.</summary>
    internal DateTimeOffset AskBefore => EndOfAsking(LeaseUntil, CreatedAt);

    /// <summary>Stripe waits for an approval of the merchant's, and does it itself once it has it: never asked for again.</summary>
    internal CancellationIntent Await(StripeApproval approval, DateTimeOffset now) =>
        (this with { State = CancellationState.AwaitingStripeApproval, StripeApproval = approval, Looks = 0 }).Due(now);

    /// <summary>It did not happen, and it will not. Only for who knows that no request of ours can land any more.</summary>
    internal CancellationIntent Refuse(string code) => this with
    {
        State = CancellationState.Refused, FailureCode = code, StripeApproval = null, DueAt = null, Looks = 0, Basis = null, Needs = [], ExpiresAt = null,
    };

    /// <summary>Left open; the lease ends, so that the next who looks can find out.</summary>
    internal CancellationIntent Leave(string code, DateTimeOffset now, DateTimeOffset mayHaveLeftUntil) => (this with
    {
        State = now - CreatedAt < GiveUpAfter ? CancellationState.Unknown : CancellationState.NeedsHuman,
        MayHaveLanded = true,
        MayLeaveUntil = mayHaveLeftUntil,
        FailureCode = code,
        LeaseUntil = now,
        Looks = Looks + 1,
    }).Due(now);

    /// <summary>After a look that brought nothing new. What Stripe did not show is as old as the look.</summary>
    /// <param name="askedAt">The instant before Stripe was asked (UTC).</param>
    internal CancellationIntent LookAgain(DateTimeOffset askedAt) =>
        State == CancellationState.AwaitingStripeApproval && askedAt > (StripeApproval?.ExpiresAt ?? CreatedAt + LongestApproval) + LandingWindow
            ? Refuse(CancellationReasons.ApprovalLapsed.Code)
            : PutOff(askedAt);

    /// <summary>There is news of it: looked at as soon as somebody can.</summary>
    internal CancellationIntent LookNow(DateTimeOffset now) => this with { DueAt = now, Looks = 0 };

    /// <summary>After Stripe could not be asked, which tells nothing: looked at later.</summary>
    internal CancellationIntent PutOff(DateTimeOffset now) => (this with { Looks = Looks + 1 }).Due(now);

    /// <summary>What its refund came to.</summary>
    internal CancellationIntent Compensate(RefundState refund, DateTimeOffset now)
    {
        var seen = this with { Refund = refund };
        return (seen.OwesRefund ? seen with { Looks = Looks + 1 } : seen with { Looks = 0 }).Due(now);
    }

    /// <summary>Its refund was declined, and nobody else was told otherwise.</summary>
    internal CancellationIntent Rest() => this with { Looks = MostLooksForDeclined, DueAt = null };

    /// <summary>Its refund could not even be asked for.</summary>
    internal CancellationIntent Owe(DateTimeOffset now) =>
        Compensate(now - CreatedAt < GiveUpAfter ? RefundState.Unknown : RefundState.NeedsHuman, now);

    private CancellationIntent Done(CancellationState state, DateTimeOffset? endsAt, DateTimeOffset now) => (this with
    {
        State = state,
        EndsAt = endsAt,
        FailureCode = null,
        StripeApproval = null,
        Looks = 0,
        Refund = RefundAmount is null ? null : RefundState.InProgress,
    }).Due(now);

    /// <summary>When to look next: soon at first, then ever less often; never for what is at rest.</summary>
    private CancellationIntent Due(DateTimeOffset now)
    {
        var (first, longest) = this switch
        {
            { State: CancellationState.Unknown } or { OwesRefund: true, Refund: not RefundState.NeedsHuman } => (TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)),
            { State: CancellationState.NeedsHuman } or { OwesRefund: true } => (TimeSpan.FromHours(6), TimeSpan.FromHours(6)),
            { IsDone: true, Refund: RefundState.Refused, Looks: < MostLooksForDeclined } => (TimeSpan.FromMinutes(10), TimeSpan.FromHours(1)),
            { Refund: RefundState.NeedsApproval } => (TimeSpan.FromHours(1), TimeSpan.FromHours(6)),
            { State: CancellationState.AwaitingStripeApproval } => (TimeSpan.FromMinutes(10), TimeSpan.FromHours(6)),
            _ => (TimeSpan.Zero, TimeSpan.Zero),
        };
        return this with { DueAt = first == TimeSpan.Zero ? null : NextLook(now, first, longest, Looks) };
    }
}
