using BillingContext.Payments;

namespace BillingContext.Answers.Internal.Subscriptions;

/// <summary>Subscriptions as answers: code and facts. The words are in <see cref="SubscriptionPhrases"/>.</summary>
internal static class SubscriptionAnswers
{
    internal static Answer Status(Subscription subscription) => subscription switch
    {
        { Status: SubscriptionStatus.Canceled } => Say(
            "subscription.canceled",
            On("ended_on", subscription.EndedAt ?? subscription.CanceledAt),
            AnswerFact.OfWord("reason", $"cancellation_reason.{subscription.CancellationReason ?? "unknown"}")),
        { Status: SubscriptionStatus.IncompleteExpired } => Say("subscription.incomplete_expired"),
        { Status: SubscriptionStatus.Incomplete } => Say("subscription.incomplete", On("began_on", subscription.CreatedAt)),
        { Status: SubscriptionStatus.Paused } => Say("subscription.paused"),
        { Status: SubscriptionStatus.Unpaid } => Say("subscription.unpaid"),
        { Status: SubscriptionStatus.PastDue } => Say("subscription.past_due"),
        { Status: SubscriptionStatus.Unknown } => Say("subscription.unknown", AnswerFact.Of("status", subscription.StripeStatus)),
        { PauseBehavior: not null, PauseEnds: { } until } => Say("subscription.not_collected_until", On("until", until)),
        { PauseBehavior: not null } => Say("subscription.not_collected"),
        _ when EndOf(subscription) is { } end => Say("subscription.ending", On("ends_on", end)),
        { Status: SubscriptionStatus.Trialing } => Say("subscription.trialing", On("trial_ends_on", subscription.TrialEnd)),
        _ => Say("subscription.active", On("began_on", subscription.CreatedAt)),
    };

    internal static Answer Next(Subscription subscription)
    {
        if (subscription.Status is not (SubscriptionStatus.Active or SubscriptionStatus.Trialing or SubscriptionStatus.PastDue) || subscription.PauseBehavior is not null)
        {
            return Say("subscription.next.none");
        }

        if (EndOf(subscription) is { } end && (subscription.CurrentPeriodEnd is not { } period || end <= period))
        {
            return Say("subscription.next.ends", On("ends_on", end));
        }

        return (subscription.CurrentPeriodEnd, AmountOf(subscription)) switch
        {
            ({ } due, { } amount) => Say("subscription.next.payment", On("due_on", due), AnswerFact.Of("amount", amount)),
            ({ } due, null) => Say("subscription.next.payment_unpriced", On("due_on", due)),
            _ => Say("subscription.next.unknown"),
        };
    }

    internal static Answer? Invoice(Subscription subscription, PaymentContext context)
    {
        if (subscription.LatestInvoice is not { StripeStatus: "open" or "uncollectible" } invoice || invoice.AmountRemaining.MinorUnits <= 0)
        {
            return null;
        }

        var payment = context.Payments.FirstOrDefault(payment => invoice.Payments.Contains(payment.Id));
        List<AnswerFact> facts =
        [
            AnswerFact.Of("amount", invoice.AmountRemaining),
            AnswerFact.Of("attempts", invoice.AttemptCount),
            AnswerFact.Of("invoice", invoice.Number ?? invoice.Id?.Value ?? ""),
            AnswerFact.OfWord("decline", $"decline.{payment?.DeclineCode ?? payment?.FailureCode ?? "unknown"}"),
        ];
        return (invoice.AttemptCount, invoice.NextPaymentAttempt) switch
        {
            (0, _) => Say("invoice.open", [.. facts]),
            (_, { } retry) => Say("invoice.failed_retry", [.. facts, On("retry_on", retry)]),
            _ => Say("invoice.failed", [.. facts]),
        };
    }

    internal static Answer IfCanceledNow(Subscription subscription) => subscription switch
    {
        { IsOver: true } => Say("subscription.cancel.is_over"),
        { HasSchedule: true } => Say("subscription.cancel.scheduled"),
        { CurrentPeriodEnd: { } end } => Say("subscription.cancel.now", On("paid_until", end)),
        _ => Say("subscription.cancel.now_undated"),
    };

    internal static Answer IfCanceledAtPeriodEnd(Subscription subscription) => subscription switch
    {
        { IsOver: true } => Say("subscription.cancel.is_over"),
        { HasSchedule: true } => Say("subscription.cancel.scheduled"),
        { CancelAtPeriodEnd: true } => Say("subscription.cancel.is_ending", On("ends_on", EndOf(subscription))),
        { CurrentPeriodEnd: { } end } => Say("subscription.cancel.at_period_end", On("ends_on", end)),
        _ => Say("subscription.cancel.at_period_end_undated"),
    };

    private static DateTimeOffset? EndOf(Subscription subscription) =>
        subscription.CancelAt ?? (subscription.CancelAtPeriodEnd ? subscription.CurrentPeriodEnd : null);

    /// <summary>What a period costs, if every item has a price and they share a currency. Taxes, discounts and usage come to it or off it.</summary>
    private static Money? AmountOf(Subscription subscription)
    {
        Money? sum = null;
        foreach (var item in subscription.Items)
        {
            if (item is not { UnitAmount: { } price, Quantity: { } quantity } || (sum is { } known && known.Currency != price.Currency)
                || quantity is < 0 or > int.MaxValue || Math.Abs(price.MinorUnits) > int.MaxValue)
            {
                return null;
            }

            sum = (sum ?? Money.Zero(price.Currency)) + (price with { MinorUnits = price.MinorUnits * quantity });
        }

        return sum;
    }

    private static AnswerFact On(string name, DateTimeOffset? at) => at is { } instant ? AnswerFact.Of(name, instant) : AnswerFact.OfWord(name, "fact.unknown");

    private static Answer Say(string code, params AnswerFact[] facts) => new() { Code = code, Facts = facts };
}
