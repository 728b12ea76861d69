using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Simulation.Networks;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Storage;
using BillingContext.Subscriptions;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold of cancellations: when Stripe is asked, when one is recorded, and at rest.</summary>
internal sealed class CancellationChecks(History history)
{
    /// <summary>Two clocks that are off either way, and a node that stood still between its last look at its own and the wire.</summary>
    private static readonly TimeSpan LatestAfterLease = TimeSpan.FromMinutes(45);

    private readonly List<(MerchantId Merchant, Flight Flight)> flights = [];
    private readonly List<CancellationIntent> done = [];

    internal int Sent(Merchant merchant) => flights.Count(one => one.Merchant == merchant.Id);

    /// <summary>A subscription is about to be changed.</summary>
    internal Flight Leave(Life life, Merchant merchant, HttpRequestMessage request)
    {
        var intent = IntentOf(merchant, request);
        history.World.Note($"{life} changes {request.RequestUri!.AbsolutePath} for {intent?.RequestId}");
        if (!history.Store.HasLost)
        {
            history.Held(Invariant.I4);
            if (intent is null)
            {
                history.World.Violate(Invariant.I4, $"a subscription of {merchant.Id} is changed, and there is no intent");
            }
        }

        if (intent is not null)
        {
            history.Checks.Approvals.Leaves(merchant, intent.RequestId, amount: null);
            history.Checks.Switches.Leaves(life, merchant, intent.RequestId, intent.ApprovedBy ?? intent.Actor);
        }

        history.Held(Invariant.I6);
        if (intent is not null && history.World.Now - intent.CreatedAt > PostChecks.Oldest)
        {
            history.World.Violate(Invariant.I6, $"{intent.RequestId} is asked for {history.World.Now - intent.CreatedAt} after it was decided");
        }
        else if (intent is not null && history.World.Now - intent.LeaseUntil > LatestAfterLease && !history.Store.HasLost)
        {
            history.World.Violate(Invariant.I6, $"{intent.RequestId} is asked for {history.World.Now - intent.LeaseUntil} after its lease ended");
        }

        var flight = new Flight(life, intent?.RequestId ?? "");
        flights.Add((merchant.Id, flight));
        return flight;
    }

    internal void Committed(StoreBatch batch, CancellationIntent? before)
    {
        if (batch.Cancellation is not { } intent || history.Merchants.Find(known => known.Id == intent.Scope.Merchant) is not { } merchant)
        {
            return;
        }

        history.Held(Invariant.I10);
        var isNews = before?.State != intent.State || before.Refund != intent.Refund;
        if (isNews && !batch.Audit.Any(line => line.RequestId == intent.RequestId && line.Cancellation == intent.State && line.State == intent.Refund))
        {
            history.World.Violate(Invariant.I10, $"{intent} is written without an audit line in the same commit");
        }

        var action = intent.State == CancellationState.NeedsApproval ? AuditActions.ApprovalRequested : AuditActions.CancellationRecorded;
        if (before is null && !batch.Audit.Any(line => line is { Actor: not null, Reasons.Count: > 0 } && line.Action == action))
        {
            history.World.Violate(Invariant.I4, $"{intent.RequestId} is recorded without who and why");
        }

        if (before is null or { State: CancellationState.Refused or CancellationState.NeedsApproval } && intent.State == CancellationState.InProgress && !history.Store.HasLost)
        {
            IsAlone(merchant, intent);
        }

        if (intent.IsDone && before is not { IsDone: true })
        {
            done.Add(intent);
            IsTrue(merchant, intent);
        }

        // What had ended already, no request of ours can end; and what a failover took away cannot be known any more.
        if (intent is { State: CancellationState.Refused, FailureCode: not "subscription.already_canceled" } && !history.Store.HasLost)
        {
            history.Held(Invariant.I2);
            if (flights.Exists(one => one.Merchant == merchant.Id && one.Flight.RequestId == intent.RequestId && one.Flight.CanLand(history.World.Now)))
            {
                history.World.Violate(Invariant.I2, $"{intent} is Refused ({intent.FailureCode}) while a request for it may still land");
            }
        }
    }

    internal void AtRest(Merchant merchant)
    {
        if (merchant.SubscriptionNow is not { } subscription || history.Store.HasLost)
        {
            return;
        }

        var intents = IntentsOf(merchant);
        var ended = intents.Count(intent => intent.State == CancellationState.Canceled);
        var isEarly = subscription.Ended && subscription.EndedAt < subscription.PeriodEnd;
        history.Held(Invariant.I1);
        if (!merchant.IsEndedElsewhere && ended != (isEarly ? 1 : 0) && !(subscription.Ended && !isEarly))
        {
            history.World.Violate(Invariant.I1, $"{ended} requests ended {merchant.Id}'s subscription, which is {subscription.Status}: {string.Join("; ", intents)}");
        }

        if (merchant.AllRefunds.Count(refund => refund.Charge == merchant.Subscription!.FirstInvoice.ChargeId && Merchant.OrderOf(refund) is not null) > 1)
        {
            history.World.Violate(Invariant.I1, $"{merchant.Id}'s subscription is compensated more than once");
        }

        history.Held(Invariant.I9);
        var last = done.FindLast(intent => intent.Scope.Merchant == merchant.Id);
        if (!merchant.IsEndedElsewhere && !subscription.Ended && subscription.CancelAtPeriodEnd != (last?.State == CancellationState.Scheduled))
        {
            history.World.Violate(Invariant.I9, $"{merchant.Id}'s subscription ends with its period: {subscription.CancelAtPeriodEnd}, and {last} came last");
        }

        intents.ForEach(intent => IsPaired(merchant, intent));
    }

    /// <summary>What is under way with a subscription is one request's: two that end it would be two that compensate.</summary>
    private void IsAlone(Merchant merchant, CancellationIntent intent)
    {
        history.Held(Invariant.I1);
        if (IntentsOf(merchant).Find(other => other.RequestId != intent.RequestId && other.IsOpen) is { } other)
        {
            history.World.Violate(Invariant.I1, $"{merchant.Id} {intent.RequestId} is recorded beside {other}");
        }
    }

    /// <summary>Nobody is told that it happened before it did.</summary>
    private void IsTrue(Merchant merchant, CancellationIntent intent)
    {
        history.Held(Invariant.I2);
        var truth = merchant.SubscriptionNow!;
        var isTrue = truth.Ended || intent.State switch
        {
            CancellationState.Canceled => false,
            _ when merchant.IsEndedElsewhere || history.Store.HasLost => true,
            CancellationState.Scheduled => truth.CancelAtPeriodEnd,
            _ => !truth.CancelAtPeriodEnd,
        };
        if (!isTrue)
        {
            history.World.Violate(Invariant.I2, $"{merchant.Id} {intent}, and Stripe says {truth.Status}, ending with its period: {truth.CancelAtPeriodEnd}");
        }
    }

    /// <summary>Nothing is open, and a cancellation and its refund tell the same.</summary>
    private void IsPaired(Merchant merchant, CancellationIntent intent)
    {
        history.Held(Invariant.I5);
        if (intent.IsUnsettled || (intent.State == CancellationState.Canceled && intent.RefundAmount is not null && intent.Refund is null))
        {
            history.World.Violate(Invariant.I5, $"{merchant.Id} {intent} is not settled");
        }

        history.Held(Invariant.I2);
        var made = merchant.RefundsOf(intent.RefundRequestId).Count();
        var isMade = history.Store.Find(merchant.Id, intent.RefundRequestId)?.State is not (null or RefundState.Refused or RefundState.NeedsApproval);
        if (isMade != (intent.Refund is { } refund && refund is not (RefundState.Refused or RefundState.NeedsApproval)))
        {
            history.World.Violate(Invariant.I9, $"{merchant.Id} {intent}, and its refund is {history.Store.Find(merchant.Id, intent.RefundRequestId)}");
        }

        if (made != (isMade ? 1 : 0))
        {
            history.World.Violate(Invariant.I2, $"{merchant.Id} {intent}, and Stripe has {made} refunds for it");
        }
    }

    private List<CancellationIntent> IntentsOf(Merchant merchant) =>
        merchant.Endings.Select(ending => history.Store.FindCancellation(merchant.Id, ending.RequestId)).OfType<CancellationIntent>().ToList();

    /// <summary>Whether nobody said yes to it: then it is the last whose request this could be.</summary>
    private static bool Waited(CancellationIntent intent) =>
        intent.State == CancellationState.NeedsApproval || (intent.FailureCode?.StartsWith("approval.", StringComparison.Ordinal) ?? false);

    /// <summary>Whose request it is: by its key, or, where Stripe takes none, the one that is under way.</summary>
    private CancellationIntent? IntentOf(Merchant merchant, HttpRequestMessage request)
    {
        var intents = IntentsOf(merchant);
        var key = request.Headers.TryGetValues("Idempotency-Key", out var values) ? values.First() : null;
        return request.Method == HttpMethod.Delete
            ? intents.Where(intent => intent.Kind == CancellationKind.Now).OrderBy(intent => intent.IsOpen)
                .ThenBy(intent => !Waited(intent)).ThenBy(intent => intent.CreatedAt).LastOrDefault()
            : intents.Find(intent => key is not null
                && key == RequestKeys.IdempotencyKey(intent.Kind == CancellationKind.Undo ? "resume" : "cancel", intent.Scope, intent.RequestId));
    }
}
