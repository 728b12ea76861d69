using BillingContext.Refunds;
using BillingContext.StripeAdapter;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Reasons that come from Stripe or from a cancellation's own history, in words.</summary>
internal static class CancellationReasons
{
    internal static DecisionReason Disabled { get; } = Denied(
        "cancellations.disabled", "Cancellations are not enabled for this merchant. The host turns them on with EnableCancellations.");

    internal static DecisionReason NotFound { get; } = Denied("subscription.not_found", "This customer has no such subscription.");

    internal static DecisionReason AlreadyCanceled { get; } = Denied(
        "subscription.already_canceled", "The subscription had ended before this request could end it. Nothing was changed and nothing refunded by it.");

    internal static DecisionReason ApprovalLapsed { get; } = Denied(
        "stripe.approval_lapsed", "The merchant's Stripe account wanted an approval of its own, and nobody gave it in time. Nothing was changed.");

    internal static DecisionReason Absent { get; } = Denied(
        "outcome.absent", "Stripe's answer was lost, and the subscription does not show it: nothing was changed. Ask again with a new request id.");

    internal static DecisionReason NoLongerApproved { get; } = Denied(
        "cancellation.no_longer_approved", "Stripe's answer was lost, the subscription does not show it, and by now it would not be approved. Nothing was changed.");

    internal static DecisionReason NotRecorded { get; } = Open(
        "outcome.not_recorded", "Stripe was asked, but the answer could not be recorded. Ask again with the same request id; it cannot be done twice.");

    internal static DecisionReason RefundDue { get; } = Open(
        "cancellation.refund_due", "The subscription is canceled, and its refund is not known to be made yet. It is asked for again under the same id; it cannot be made twice.");

    private static DecisionReason Unknown { get; } = Open(
        "outcome.unknown", "Stripe's answer was lost: it may have happened. It is being found out by reading the subscription.");

    internal static string UnknownCode => Unknown.Code;

    internal static DecisionReason Reused(string requestId) => Denied(
        "request.reused", $"Request id '{requestId}' was used for another cancellation. Give each one an id of its own, and keep it on retries.");

    internal static DecisionReason OfState(CancellationIntent intent) => intent.State switch
    {
        CancellationState.Unknown => Because(Unknown, intent.FailureCode),
        CancellationState.NeedsHuman => Because(
            Open("outcome.unreachable", "For a day Stripe has not told whether it happened. A person must see to the merchant's key, or look in Stripe's dashboard."),
            intent.FailureCode),
        CancellationState.InProgress => Open(
            "request.in_progress", "The same request is being made by another call. Ask again in a moment, with the same request id."),
        CancellationState.AwaitingStripeApproval => Open(
            "stripe.approval_required", "The merchant's Stripe account wants an approval of its own. Stripe cancels the subscription once it has it."),
        CancellationState.NeedsApproval => Open("approval.needed", "A person with the authority must say yes. Nothing was changed."),
        CancellationState.Scheduled => Done("subscription.ends_with_period", "The subscription ends with its period and is not paid for again."),
        CancellationState.Canceled => Done("subscription.canceled", "The subscription has ended."),
        CancellationState.Resumed => Done("subscription.resumed", "The subscription goes on and renews with its next period."),
        _ => OfRefusal(intent.FailureCode),
    };

    /// <summary>Whether a refusal was for a passing cause that left nothing behind at Stripe, so that the same request may be tried again.</summary>
    internal static bool IsPassing(string? code) =>
        code is "approval.expired" or "stripe.not_sent" or "stripe.busy" or "stripe.rate_limited" or "stripe.permission_missing" or "stripe.key_rejected";

    /// <summary>Stripe's code for a refusal. What it does not find had ended: it was just read.</summary>
    internal static string CodeOf(StripeAdapterException error) => error switch
    {
        { Kind: StripeErrorKind.Refused, StripeCode: "resource_missing" } => AlreadyCanceled.Code,
        { Kind: StripeErrorKind.Refused, StripeCode: { } code } => code,
        _ => error.Code,
    };

    private static DecisionReason OfRefusal(string? code) => code switch
    {
        "subscription.already_canceled" => AlreadyCanceled,
        "subscription.not_found" => NotFound,
        "stripe.approval_lapsed" => ApprovalLapsed,
        "approval.rejected" => ApprovalAnswer.Rejected,
        "approval.expired" => ApprovalAnswer.Expired,
        "outcome.absent" => Absent,
        "cancellation.no_longer_approved" => NoLongerApproved,
        "action_blocked" => Denied("stripe.action_blocked", "A rule of the merchant's Stripe account forbids it."),
        "stripe.permission_missing" => Denied(code, "The merchant's key may not change subscriptions. Give the write key the permission for it."),
        "stripe.key_rejected" => Denied(code, "Stripe does not accept the merchant's key."),
        "stripe.not_sent" => Denied(code, "Stripe could not be reached, and nothing was sent. Try again with the same request id."),
        "stripe.busy" => Denied(code, "Too many requests waited for Stripe, and nothing was sent. Try again with the same request id."),
        "stripe.rate_limited" => Denied(code, "Stripe took no more requests, and nothing was changed. Try again with the same request id."),
        _ => Denied("stripe.refused", $"Stripe refused the cancellation ({code})."),
    };

    /// <summary>With the code of what stood in the way last.</summary>
    private static DecisionReason Because(DecisionReason reason, string? code) =>
        code is null || code == reason.Code ? reason : reason with { Message = $"{reason.Message} Last: {code}." };

    private static DecisionReason Denied(string code, string message) => new(code, RefundVerdict.Denied, message);

    private static DecisionReason Open(string code, string message) => new(code, RefundVerdict.NeedsApproval, message);

    private static DecisionReason Done(string code, string message) => new(code, RefundVerdict.Approved, message);
}
