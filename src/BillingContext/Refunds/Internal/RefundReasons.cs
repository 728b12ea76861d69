using BillingContext.StripeAdapter;

namespace BillingContext.Refunds.Internal;

/// <summary>Reasons that come from Stripe or from a request's own history, in words.</summary>
internal static class RefundReasons
{
    internal static DecisionReason Disabled { get; } = Denied(
        "refunds.disabled", "Refunds are not enabled for this merchant. The host turns them on with EnableRefunds.");

    internal static DecisionReason NotFound { get; } = Denied(
        "payment.not_found", "This customer has no such payment.");

    internal static DecisionReason InProgress { get; } = Open(
        "request.in_progress", "The same request is being made by another call. Ask again in a moment, with the same request id.");

    internal static DecisionReason Unknown { get; } = Open(
        "outcome.unknown", "Stripe's answer was lost: the refund may have been made. It is being found out; it cannot be made twice.");

    internal static DecisionReason Unreachable { get; } = Open(
        "outcome.unreachable", "For a day Stripe has not told whether the refund was made. A person must see to the merchant's key, or look in Stripe's dashboard.");

    internal static DecisionReason Absent { get; } = Denied(
        "outcome.absent", "Stripe's answer was lost, and Stripe does not have the refund: nothing was refunded. Ask again with a new request id.");

    internal static DecisionReason NoLongerApproved { get; } = Denied(
        "refund.no_longer_approved", "Stripe's answer was lost, Stripe does not have the refund, and by now it would not be approved. Nothing was refunded.");

    internal static DecisionReason MadeElsewhere { get; } = Open(
        "refund.made_elsewhere", "Stripe's answer was lost, and since then somebody refunded this payment outside the helpdesk, so it is not asked for again.");

    internal static DecisionReason ApprovalLapsed { get; } = Denied(
        "stripe.approval_lapsed", "The merchant's Stripe account wanted an approval of its own, and nobody gave it in time. Nothing was refunded.");

    internal static DecisionReason NotRecorded { get; } = Open(
        "outcome.not_recorded", "Stripe was asked, but the answer could not be recorded. Ask again with the same request id; it cannot be made twice.");

    internal static DecisionReason AwaitingStripe { get; } = Open(
        "stripe.approval_required", "The merchant's Stripe account wants an approval of its own. Stripe makes the refund once it has it.");

    internal static DecisionReason Reused(string requestId) => Denied(
        "request.reused", $"Request id '{requestId}' was used for another refund. Give each refund an id of its own, and keep it on retries.");

    internal static DecisionReason Resumed(MerchantStop stop) => Done("merchant.resumed", $"What {stop.By} stopped goes on.");

    internal static DecisionReason OfState(RefundIntent intent) => intent.State switch
    {
        RefundState.Unknown => intent.FailureCode == MadeElsewhere.Code ? MadeElsewhere : Because(Unknown, intent.FailureCode),
        RefundState.NeedsHuman => intent.FailureCode == MadeElsewhere.Code ? MadeElsewhere : Because(Unreachable, intent.FailureCode),
        RefundState.InProgress => InProgress,
        RefundState.NeedsApproval => Open("approval.needed", "A person with the authority must say yes. Nothing was refunded."),
        RefundState.AwaitingStripeApproval => AwaitingStripe,
        RefundState.Refused => OfStripe(intent.FailureCode),
        RefundState.Failed => Denied("refund.failed", $"The bank sent the refund back ({intent.FailureCode ?? "no reason given"}). The merchant has the money and must pay another way."),
        RefundState.Canceled => Denied("refund.canceled", "The refund was canceled before it was sent."),
        RefundState.Pending => Done("refund.pending", "Stripe has the refund and has not sent it to the bank yet."),
        RefundState.RequiresAction => Done("refund.requires_action", "Stripe has the refund; the customer must act first. Stripe wrote to them."),
        _ => Done("refund.made", "Stripe sent the refund to the customer's bank."),
    };

    /// <summary>Whether a refusal was for a passing cause that left nothing behind at Stripe, so that the same request may be tried again.</summary>
    internal static bool IsPassing(string? code) =>
        code is "approval.expired" or "stripe.not_sent" or "stripe.busy" or "stripe.rate_limited" or "stripe.permission_missing" or "stripe.key_rejected";

    /// <summary>Stripe's code for a refusal; it gives none, only the parameter, when less is left than was asked for.</summary>
    internal static string CodeOf(StripeAdapterException error) => error switch
    {
        { Kind: StripeErrorKind.Refused, StripeCode: { } code } => code,
        { Kind: StripeErrorKind.Refused, StripeParameter: "amount" } => "amount_too_large",
        _ => error.Code,
    };

    private static DecisionReason OfStripe(string? code) => code switch
    {
        "outcome.absent" => Absent,
        "refund.no_longer_approved" => NoLongerApproved,
        "refund.made_elsewhere" => MadeElsewhere with { Verdict = RefundVerdict.Denied },
        "stripe.approval_lapsed" => ApprovalLapsed,
        "approval.rejected" => ApprovalAnswer.Rejected,
        "approval.expired" => ApprovalAnswer.Expired,
        "charge_already_refunded" => Denied("payment.already_refunded", "Stripe says that all of it is refunded already."),
        "charge_disputed" or "refund_disputed_payment" => Denied("dispute.open", "Stripe takes no refund: the customer's bank is deciding about a dispute."),
        "amount_too_large" => Denied("amount.above_remaining", "Stripe says that less than this is left."),
        "stripe.permission_missing" => Denied(code, "The merchant's key may not make refunds. Give the write key the permission for it."),
        "stripe.key_rejected" => Denied("stripe.key_rejected", "Stripe does not accept the merchant's key."),
        "stripe.not_sent" => Denied(code, "Stripe could not be reached, and nothing was sent. Try again with the same request id."),
        "stripe.busy" => Denied(code, "Too many requests waited for Stripe, and nothing was sent. Try again with the same request id."),
        "stripe.rate_limited" => Denied("stripe.rate_limited", "Stripe took no more requests, and nothing was refunded. Try again with the same request id."),
        _ => Denied("stripe.refused", $"Stripe refused the refund ({code})."),
    };

    /// <summary>With the code of what stood in the way last.</summary>
    private static DecisionReason Because(DecisionReason reason, string? code) =>
        code is null || code == reason.Code ? reason : reason with { Message = $"{reason.Message} Last: {code}." };

    private static DecisionReason Denied(string code, string message) => new(code, RefundVerdict.Denied, message);

    private static DecisionReason Open(string code, string message) => new(code, RefundVerdict.NeedsApproval, message);

    private static DecisionReason Done(string code, string message) => new(code, RefundVerdict.Approved, message);
}
