using System.Globalization;
using BillingContext;
using BillingContext.Answers;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace HelpdeskWeb.Desk;

/// <summary>What the pages say, where BillingContext has no sentence of its own.</summary>
internal static class Words
{
    /// <summary>Puts BillingContext's answers into words.</summary>
    internal static readonly AnswerWriter Writer = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    /// <summary>An amount as it is typed: <c>1234.50</c>.</summary>
    internal static string Plain(Money amount) => amount.MajorUnits.ToString("F" + amount.Currency.MinorUnitDigits, CultureInfo.InvariantCulture);

    internal static string Card(Payment payment) => payment.Card is { } card ? Writer.Write(card) : payment.MethodType ?? "Unknown way to pay";

    internal static Badge Identity(CustomerResolution customer) => customer.Status switch
    {
        ResolutionStatus.Verified => new("Verified", "good", "The shop itself says who this is."),
        ResolutionStatus.Confirmed => new("Confirmed", "good", $"{Agent.NameOf(customer.ConfirmedBy!)} checked the person. It holds for what {Agent.NameOf(customer.ConfirmedBy!)} asks for."),
        ResolutionStatus.Unverified => new("Not verified", "warn", "Only the e-mail address matches, and anybody can write one. Check the person before you refund or tell them anything."),
        ResolutionStatus.Ambiguous => new("Not verified", "warn", "Several customers have this e-mail address, and none was picked."),
        _ => new("Not found", "warn", "No customer at Stripe has this e-mail address."),
    };

    internal static Badge Of(Payment payment) => payment.Status switch
    {
        PaymentStatus.Succeeded when payment.IsDisputed => new("Disputed", "warn"),
        PaymentStatus.Succeeded when payment.Refunds.Any(refund => refund.Status is RefundStatus.Pending or RefundStatus.RequiresAction) => new("Being refunded", "calm"),
        PaymentStatus.Succeeded when payment.Refunded is { IsZero: false } refunded && refunded == payment.Captured => new("Refunded", "calm"),
        PaymentStatus.Succeeded when payment.Refunded is { IsZero: false } => new("Partly refunded", "calm"),
        PaymentStatus.Succeeded => Say(payment.Status, "good"),
        PaymentStatus.RequiresPaymentMethod or PaymentStatus.Failed => Say(payment.Status, "warn"),
        PaymentStatus.Unknown => new(payment.StripeStatus, "warn"),
        _ => Say(payment.Status, "calm"),
    };

    internal static Badge Of(RefundStage stage) => Say(stage, stage switch
    {
        RefundStage.Sent or RefundStage.Reversed => "good",
        RefundStage.Failed => "bad",
        RefundStage.Canceled => "calm",
        _ => "warn",
    });

    internal static Badge Of(Subscription subscription) => subscription.Status switch
    {
        SubscriptionStatus.Active or SubscriptionStatus.Trialing when subscription.CancelAtPeriodEnd => new("Ending", "calm"),
        SubscriptionStatus.Active or SubscriptionStatus.Trialing => Say(subscription.Status, "good"),
        SubscriptionStatus.PastDue => Say(subscription.Status, "bad"),
        SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired => Say(subscription.Status, "calm"),
        SubscriptionStatus.Unknown => new(subscription.StripeStatus, "warn"),
        _ => Say(subscription.Status, "warn"),
    };

    internal static Badge Of(RefundVerdict verdict) =>
        Say(verdict, verdict switch { RefundVerdict.Approved => "good", RefundVerdict.NeedsApproval => "warn", _ => "bad" });

    internal static string Of(RefundResult result) =>
        $"Refund{(result.Amount is { } amount ? $" of {Writer.Write(amount)}" : "")}: {Writer.WordFor(result.State)}";

    internal static string Of(CancellationResult result) => result.State switch
    {
        CancellationState.Scheduled when result.EndsAt is { } end => $"Subscription: {Writer.WordFor(result.State)}, {Writer.WriteDay(end)}",
        CancellationState.Scheduled or CancellationState.Canceled or CancellationState.Resumed => $"Subscription: {Writer.WordFor(result.State)}",
        _ => $"Cancellation: {Writer.WordFor(result.State)}",
    };

    private static Badge Say<TState>(TState state, string tone)
        where TState : struct, Enum
    {
        var word = Writer.WordFor(state);
        return new Badge(char.ToUpperInvariant(word[0]) + word[1..], tone);
    }
}
