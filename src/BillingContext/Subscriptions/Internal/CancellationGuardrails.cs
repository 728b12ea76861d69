using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;

namespace BillingContext.Subscriptions.Internal;

/// <summary>What holds for every cancellation: pure, over the request and the subscription as it is. There is no policy for it; its refund has one.</summary>
internal static class CancellationGuardrails
{
    /// <summary>Judges a cancellation of a subscription that is the customer's. Sound facts give at least one reason that says so.</summary>
    internal static RefundDecision Evaluate(CancellationRequest request, Subscription subscription)
    {
        var customer = request.Customer;
        var isConfirmedByActor = customer.Status == ResolutionStatus.Confirmed && customer.ConfirmedBy == request.Actor;
        List<DecisionReason> reasons =
        [
            .. DecisionReason.OfIdentity(customer.Status, isConfirmedByActor) is { } identity ? [identity] : Array.Empty<DecisionReason>(),
            .. request.Actor.Kind == ActorKind.Person
                ? []
                : new[] { Escalate("actor.needs_person", "A person must ask for it: an assistant or a rule neither cancels nor undoes.") },
            OfStatus(request.Kind, subscription),
            .. OfTerms(request.Kind, subscription),
        ];
        return RefundDecision.Create(reasons.Min(reason => reason.Verdict), reasons);
    }

    /// <summary>Whether a reason says that something could not be read, or is not understood, which no yes makes good.</summary>
    internal static bool IsUnread(DecisionReason reason) => reason.Code is "subscription.status_unknown" or "facts.missing" or "payment.status_unknown";

    private static DecisionReason OfStatus(CancellationKind kind, Subscription subscription) => subscription.Status switch
    {
        SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired => CancellationReasons.AlreadyCanceled,
        SubscriptionStatus.Active => Allow("subscription.active", "The subscription runs and is paid."),
        SubscriptionStatus.Trialing => Allow("subscription.trialing", "The subscription is in its trial: nothing was paid for it yet, and it ends with the trial."),
        SubscriptionStatus.PastDue => Allow(
            "subscription.past_due", "The latest invoice is unpaid. It stays open at Stripe, and until the subscription ends its payment may still be tried."),
        SubscriptionStatus.Unpaid => Allow("subscription.unpaid", "The latest invoice is unpaid and no longer tried. It stays open at Stripe."),
        SubscriptionStatus.Paused or SubscriptionStatus.Incomplete when kind == CancellationKind.Now =>
            Allow("subscription.not_running", "The subscription does not run, and nothing is paid for it."),
        SubscriptionStatus.Paused => Deny("subscription.paused", "The subscription is paused, so no period of it comes to an end. Cancel it now instead."),
        SubscriptionStatus.Incomplete => Deny("subscription.incomplete", "Its first payment was never made, so no period runs. Cancel it now instead."),
        _ => Escalate("subscription.status_unknown", "Stripe gives the subscription a status this version does not know."),
    };

    private static IEnumerable<DecisionReason> OfTerms(CancellationKind kind, Subscription subscription)
    {
        if (subscription.Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired)
        {
            yield break;
        }

        if (subscription.HasSchedule)
        {
            yield return Deny("subscription.schedule_managed", "A subscription schedule manages it. Release or cancel the schedule in Stripe's dashboard first.");
        }

        if (subscription.PauseBehavior is not null)
        {
            yield return Allow("subscription.collection_paused", "Its invoices are not collected for the time being, so the latest one may be unpaid.");
        }

        switch (kind)
        {
            case CancellationKind.AtPeriodEnd when subscription.CancelAtPeriodEnd || subscription.CancelAt is not null:
                yield return Deny("subscription.already_ending", $"The subscription is already set to end on {subscription.CancelAt ?? subscription.CurrentPeriodEnd:u}.");
                break;
            case CancellationKind.AtPeriodEnd when subscription.CurrentPeriodEnd is null:
                yield return Deny("subscription.no_period", "Stripe does not say when its period ends.");
                break;
            case CancellationKind.Undo when !subscription.CancelAtPeriodEnd && subscription.CancelAt is { } date:
                yield return Deny("subscription.ends_on_date", $"The subscription is set to end on {date:u}, not with its period. Change that in Stripe's dashboard.");
                break;
            case CancellationKind.Undo when !subscription.CancelAtPeriodEnd:
                yield return Deny("subscription.not_ending", "The subscription is not set to end, so there is nothing to undo.");
                break;
        }
    }

    private static DecisionReason Deny(string code, string message) => new(code, RefundVerdict.Denied, message);

    private static DecisionReason Escalate(string code, string message) => new(code, RefundVerdict.NeedsApproval, message);

    private static DecisionReason Allow(string code, string message) => new(code, RefundVerdict.Approved, message);
}
