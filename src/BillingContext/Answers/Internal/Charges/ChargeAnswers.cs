using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Charges;

/// <summary>Findings about charges as answers: code and facts. The words are in <see cref="ChargePhrases"/>.</summary>
internal static class ChargeAnswers
{
    internal static Answer NotExamined(string areas) => Say("charges.not_examined", AnswerFact.Of("missing", areas));

    internal static Answer Overall(IReadOnlyList<ChargeLine> compared, int findings, bool isAll) => (findings, compared.Count) switch
    {
        (> 0, _) => Say("charges.found", AnswerFact.Of("findings", findings)),
        (_, 0) => Say("charges.none"),
        _ => Say(
            isAll ? "charges.nothing_found" : "charges.nothing_found_since",
            AnswerFact.Of("payments", compared.Count),
            AnswerFact.Of("since", compared.Min(line => line.Payment.CreatedAt))),
    };

    internal static Answer Of(ChargeFindingKind kind, IReadOnlyList<ChargeLine> lines) => Say(
        kind switch
        {
            ChargeFindingKind.SeparateOrders => "charges.separate_orders",
            ChargeFindingKind.Renewal => "charges.renewal",
            ChargeFindingKind.Proration => "charges.proration",
            ChargeFindingKind.SecondSubscription => "charges.second_subscription",
            _ => "charges.unclear",
        },
        AnswerFact.Of("count", lines.Count),
        AnswerFact.Of("amount", lines[^1].Amount),
        AnswerFact.Of("first_on", lines[0].At),
        AnswerFact.Of("last_on", lines[^1].At));

    internal static Answer Duplicate(IReadOnlyList<ChargeLine> lines, Certainty certainty, int tooMany) => Say(
        tooMany == 0 ? "charges.duplicate_held" : certainty == Certainty.Certain ? "charges.duplicate" : "charges.duplicate_likely",
        AnswerFact.Of("count", lines.Count),
        AnswerFact.Of("refunds", tooMany),
        AnswerFact.Of("amount", lines[0].Amount),
        AnswerFact.Of("paid_on", lines[0].At));

    internal static Answer DuplicateInDispute(IReadOnlyList<ChargeLine> lines, ChargeLine disputed) => Say(
        "charges.duplicate_in_dispute",
        AnswerFact.Of("count", lines.Count),
        AnswerFact.Of("amount", lines[0].Amount),
        AnswerFact.Of("paid_on", lines[0].At),
        AnswerFact.Of("payment", disputed.Id.Value));

    internal static Answer Overpaid(int count, string invoice, Money paid, Money total) => Say(
        "charges.overpaid", AnswerFact.Of("count", count), AnswerFact.Of("invoice", invoice), AnswerFact.Of("paid", paid), AnswerFact.Of("total", total));

    internal static Answer WhichIsTooMuch(string invoice) => Say("ask.which_is_too_much", AnswerFact.Of("invoice", invoice));

    internal static Answer SamePeriod(ChargeLine first, ChargeLine second) =>
        Say("ask.same_period", AnswerFact.Of("first", InvoiceOf(first)), AnswerFact.Of("second", InvoiceOf(second)));

    internal static Answer AlreadyRefunded(IReadOnlyList<ChargeLine> lines)
    {
        var last = lines.SelectMany(line => line.Refunds).OrderBy(refund => refund.CreatedAt).ThenBy(refund => refund.Id.Value, StringComparer.Ordinal).LastOrDefault();
        return last is null
            ? Say("charges.already_refunded", AnswerFact.Of("amount", lines[0].Amount))
            : Say(
                last.Kind == RefundKind.Reversal ? "charges.already_reversed" : "charges.already_refunded",
                AnswerFact.Of("amount", last.Amount),
                AnswerFact.Of("refunded_on", last.CreatedAt));
    }

    internal static Answer FailedAttempts(IReadOnlyList<PaymentAttempt> failed) => Say(
        "charges.failed_attempts", AnswerFact.Of("count", failed.Count), AnswerFact.Of("amount", failed[^1].Amount), AnswerFact.Of("last_on", failed[^1].CreatedAt));

    internal static Answer Hold(ChargeLine line) => line.Payment.CaptureBefore is { } until
        ? Say("charges.hold", AnswerFact.Of("amount", line.Payment.Amount), AnswerFact.Of("held_on", line.At), AnswerFact.Of("released_by", until))
        : Say("charges.hold_undated", AnswerFact.Of("amount", line.Payment.Amount), AnswerFact.Of("held_on", line.At));

    internal static Answer ReleasedHold(ChargeLine line) =>
        Say("charges.hold_released", AnswerFact.Of("amount", line.Payment.Amount), AnswerFact.Of("held_on", line.At));

    internal static Answer CapturedHold(ChargeLine line) => Say(
        "charges.captured_hold", AnswerFact.Of("amount", line.Payment.Captured), AnswerFact.Of("held", line.Payment.Amount), AnswerFact.Of("held_on", line.At));

    internal static Answer Converted(ChargeLine line, Money shown) =>
        Say("charges.currency_conversion", AnswerFact.Of("amount", line.Amount), AnswerFact.Of("shown", shown));

    internal static Answer Split(IReadOnlyList<ChargeLine> lines, Money total) => Say(
        "charges.split_shipment",
        AnswerFact.Of("count", lines.Count),
        AnswerFact.Of("total", total),
        AnswerFact.Of("first_on", lines[0].At));

    internal static Answer TwoOrders(ChargeLine second) =>
        Say("ask.two_orders", AnswerFact.Of("amount", second.Amount), AnswerFact.Of("on", second.At));

    internal static Answer PaidInParts(string order) => Say("ask.paid_in_parts", AnswerFact.Of("order", order));

    internal static Answer WhichCard(ChargeLine first, ChargeLine second) => Say(
        "ask.which_card", CardOf("first_card", first), CardOf("second_card", second));

    internal static Answer NeedBothSubscriptions(bool isDoubleSignUp) =>
        Say("ask.need_both_subscriptions", AnswerFact.OfWord("plans", isDoubleSignUp ? "plans.same" : "plans.any"));

    internal static Answer SameAmount(Money amount) => Say("evidence.same_amount", AnswerFact.Of("amount", amount));

    internal static Answer Apart(TimeSpan apart) => apart switch
    {
        { TotalMinutes: < 2 } => Say("evidence.seconds_apart", AnswerFact.Of("count", (long)apart.TotalSeconds)),
        { TotalHours: < 2 } => Say("evidence.minutes_apart", AnswerFact.Of("count", (long)apart.TotalMinutes)),
        { TotalDays: < 2 } => Say("evidence.hours_apart", AnswerFact.Of("count", (long)apart.TotalHours)),
        _ => Say("evidence.days_apart", AnswerFact.Of("count", (long)apart.TotalDays)),
    };

    internal static Answer Cards(bool? same, ChargeLine line) => same switch
    {
        true => Say("evidence.same_card", CardOf("card", line)),
        false => Say("evidence.other_card"),
        _ => Say("evidence.card_unknown"),
    };

    internal static Answer NoInvoice() => Say("evidence.no_invoice");

    internal static Answer HasInvoice(ChargeLine line) => Say(
        "evidence.invoice",
        AnswerFact.Of("invoice", InvoiceOf(line)),
        AnswerFact.OfWord("reason", $"billing_reason.{line.Invoice!.BillingReason ?? "unknown"}"),
        AnswerFact.Of("on", line.At));

    internal static Answer SameOrder(string order) => Say("evidence.same_order", AnswerFact.Of("order", order));

    internal static Answer OtherOrder(string first, string second) =>
        Say("evidence.other_order", AnswerFact.Of("first", first), AnswerFact.Of("second", second));

    internal static Answer OtherText(string field) => Say("evidence.other_text", AnswerFact.Of("field", field));

    internal static Answer Returned(ChargeLine line) => Say(
        "evidence.refunded", AnswerFact.Of("payment", line.Id.Value), AnswerFact.Of("amount", line.Payment.Captured with { MinorUnits = line.Returned }));

    internal static Answer Disputed(ChargeLine line) => Say("evidence.disputed", AnswerFact.Of("payment", line.Id.Value));

    internal static Answer NotKnownEnough(ChargeLine line) => Say("evidence.not_refundable_now", AnswerFact.Of("payment", line.Id.Value));

    internal static Answer FailedAttempt(PaymentAttempt attempt) => Say(
        "evidence.failed_attempt",
        AnswerFact.Of("amount", attempt.Amount),
        AnswerFact.Of("on", attempt.CreatedAt),
        AnswerFact.OfWord("decline", $"decline.{attempt.DeclineCode ?? attempt.FailureCode ?? "unknown"}"));

    internal static Answer NotCaptured(ChargeLine line) => Say("evidence.not_captured", AnswerFact.Of("amount", line.Payment.Amount));

    internal static Answer HeldFirst(ChargeLine line) => Say("evidence.held_first", AnswerFact.Of("held", line.Payment.Amount), AnswerFact.Of("amount", line.Payment.Captured));

    internal static Answer Shown(Money shown) => Say("evidence.shown", AnswerFact.Of("shown", shown));

    private static string InvoiceOf(ChargeLine line) => line.Invoice!.Number ?? line.Invoice.Id?.Value ?? "";

    private static AnswerFact CardOf(string name, ChargeLine line) =>
        line.Payment.Card is { } card ? AnswerFact.Of(name, card) : AnswerFact.Of(name, line.Payment.MethodType ?? "card");

    private static Answer Say(string code, params AnswerFact[] facts) => new() { Code = code, Facts = facts };
}
