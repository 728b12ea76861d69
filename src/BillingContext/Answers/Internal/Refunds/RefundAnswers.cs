using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Refunds;

/// <summary>Refunds as answers: code and facts. The words are in <see cref="RefundPhrases"/>.</summary>
internal static class RefundAnswers
{
    internal static Answer Made(Refund refund) => Say("refund.step.made", Amount(refund), MadeOn(refund), AnswerFact.Of("refund", refund.Id.Value));

    internal static Answer Sent(Refund refund) => Say("refund.step.sent", Amount(refund));

    internal static Answer ToBeSent(Refund refund) => Say("refund.step.to_be_sent", Amount(refund), Pending(refund));

    internal static Answer ToArrive(ExpectedArrival? expected) => expected is null
        ? Say("refund.step.no_window")
        : Say("refund.step.to_arrive", [.. Window(expected)]);

    internal static Answer Shown(Refund refund, Money shown) => Say("refund.step.shown_amount", Amount(refund), AnswerFact.Of("shown", shown));

    internal static Answer InOtherCurrency(CurrencyCode currency) => Say("refund.step.other_currency", AnswerFact.Of("currency", currency.ToString()));

    internal static Answer Status(Refund refund, RefundStage stage, ExpectedArrival? expected) => (stage, expected) switch
    {
        (RefundStage.Pending, _) => Say("refund.pending", Amount(refund), MadeOn(refund), Pending(refund)),
        (RefundStage.ActionRequired, _) => refund.ActionExpiresAt is { } until
            ? Say("refund.action_required", Amount(refund), MadeOn(refund), AnswerFact.Of("until", until))
            : Say("refund.action_required_undated", Amount(refund), MadeOn(refund)),
        (RefundStage.Sent, { } window) => Say("refund.sent", [Amount(refund), MadeOn(refund), .. Window(window)]),
        (RefundStage.Sent, null) => Say("refund.sent_no_window", Amount(refund), MadeOn(refund)),
        (RefundStage.Overdue, { } window) => Say("refund.overdue", [Amount(refund), MadeOn(refund), .. Window(window)]),
        (RefundStage.Reversed, _) => Say("refund.reversed", Amount(refund), MadeOn(refund)),
        (RefundStage.Failed, _) => Say("refund.failed", Amount(refund), MadeOn(refund), AnswerFact.OfWord("reason", $"failure_reason.{refund.FailureReason ?? "unknown"}")),
        (RefundStage.Canceled, _) => Say("refund.canceled", Amount(refund), MadeOn(refund)),
        _ => Say("refund.unknown", Amount(refund), MadeOn(refund), AnswerFact.Of("status", refund.StripeStatus)),
    };

    internal static Answer Next(Refund refund, RefundStage stage, ExpectedArrival? expected) => stage switch
    {
        RefundStage.Pending => Say(
            refund.PendingReason switch
            {
                "insufficient_funds" => "refund.next.top_up",
                "charge_pending" => "refund.next.payment_settles",
                _ => "refund.next.stripe_sends",
            }),
        RefundStage.ActionRequired => Say("refund.next.customer_acts"),
        RefundStage.Sent when expected is not null => Say("refund.next.wait", AnswerFact.Of("latest", expected.Latest)),
        RefundStage.Sent => Say("refund.next.wait_undated"),
        RefundStage.Overdue => refund.Reference?.Value is { } number
            ? Say("refund.next.ask_bank", AnswerFact.Of("number", number), ReferenceKind(refund))
            : Say("refund.next.ask_support"),
        RefundStage.Failed => Say(
            refund.FailureReason switch
            {
                "insufficient_funds" => "refund.next.top_up_and_refund",
                "charge_for_pending_refund_disputed" => "refund.next.answer_dispute",
                _ => "refund.next.pay_another_way",
            }),
        RefundStage.Unknown => Say("refund.next.look"),
        _ => Say("refund.next.nothing"),
    };

    internal static Answer Reference(Refund refund, string? methodType, RefundStage stage) => refund switch
    {
        { Kind: RefundKind.Reversal } => Say("refund.reference.none_reversal"),
        { Reference: { Value: { } number } } => Say("refund.reference.available", AnswerFact.Of("number", number), ReferenceKind(refund)),
        { Reference.Status: "unavailable" } => Say("refund.reference.unavailable"),
        _ when stage is RefundStage.Failed or RefundStage.Canceled => Say("refund.reference.unavailable"),

        // Up to seven business days after it was made: https://docs.stripe.com/refunds#tracing-refunds.
        { Reference.Status: "pending" } or { Reference: null } when methodType == "card" =>
            Say("refund.reference.pending", AnswerFact.Of("by", ExpectedArrival.BusinessDaysAfter(refund.CreatedAt, 7))),
        { Reference.Status: "pending" } => Say("refund.reference.pending_undated"),
        _ => Say("refund.reference.unknown"),
    };

    internal static Answer Total(Money total, Money remaining, int count) =>
        Say("refunds.total", AnswerFact.Of("total", total), AnswerFact.Of("remaining", remaining), AnswerFact.Of("count", count));

    private static AnswerFact Amount(Refund refund) => AnswerFact.Of("amount", refund.Amount);

    private static AnswerFact MadeOn(Refund refund) => AnswerFact.Of("made_on", refund.CreatedAt);

    private static AnswerFact Pending(Refund refund) => AnswerFact.OfWord("reason", $"pending_reason.{refund.PendingReason ?? "unknown"}");

    private static AnswerFact ReferenceKind(Refund refund) => AnswerFact.OfWord("kind", $"reference_type.{refund.Reference?.Type ?? "reference"}");

    private static IEnumerable<AnswerFact> Window(ExpectedArrival expected) =>
    [
        AnswerFact.Of("earliest", expected.Earliest),
        AnswerFact.Of("latest", expected.Latest),
        AnswerFact.Of("fewest_days", expected.FastestBusinessDays),
        AnswerFact.Of("most_days", expected.SlowestBusinessDays),
        AnswerFact.Of("source", expected.WindowSource.AbsoluteUri),
    ];

    private static Answer Say(string code, params AnswerFact[] facts) => new() { Code = code, Facts = facts };
}
