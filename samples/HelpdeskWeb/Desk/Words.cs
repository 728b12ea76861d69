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
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Puts BillingContext's answers into words.</summary>
    internal static readonly AnswerWriter Writer = new(AnswerPhrases.English, English);

    internal static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>An amount as it is typed: <c>1234.50</c>.</summary>
    internal static string Plain(Money amount) => amount.MajorUnits.ToString("F" + amount.Currency.MinorUnitDigits, CultureInfo.InvariantCulture);

    internal static string Card(Payment payment) => payment.Card is { } card
        ? $"{English.TextInfo.ToTitleCase(card.Brand ?? "card")} ending in {card.LastFour ?? "unknown digits"}"
        : payment.MethodType ?? "Unknown way to pay";

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
        PaymentStatus.Succeeded => new("Paid", "good"),
        PaymentStatus.RequiresPaymentMethod or PaymentStatus.Failed => new("Declined", "warn"),
        PaymentStatus.Canceled => new("Canceled", "calm"),
        _ => new(payment.StripeStatus, "calm"),
    };

    internal static Badge Of(RefundStage stage) => stage switch
    {
        RefundStage.Pending => new("Refund pending", "warn"),
        RefundStage.ActionRequired => new("Customer must act", "warn"),
        RefundStage.Sent => new("Refund sent", "good"),
        RefundStage.Overdue => new("Refund overdue", "warn"),
        RefundStage.Reversed => new("Charge reversed", "good"),
        RefundStage.Failed => new("Refund failed", "bad"),
        RefundStage.Canceled => new("Refund canceled", "calm"),
        _ => new("Refund unknown", "warn"),
    };

    internal static Badge Of(Subscription subscription) => subscription.Status switch
    {
        SubscriptionStatus.Active or SubscriptionStatus.Trialing when subscription.CancelAtPeriodEnd => new("Ending", "calm"),
        SubscriptionStatus.Active => new("Active", "good"),
        SubscriptionStatus.Trialing => new("Trial", "good"),
        SubscriptionStatus.PastDue => new("Past due", "bad"),
        SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired => new("Ended", "calm"),
        _ => new(subscription.StripeStatus, "warn"),
    };

    internal static Badge Of(RefundVerdict verdict) => verdict switch
    {
        RefundVerdict.Approved => new("Allowed", "good"),
        RefundVerdict.NeedsApproval => new("Needs approval", "warn"),
        _ => new("Not allowed", "bad"),
    };

    internal static string Of(RefundResult result) => result.State switch
    {
        RefundState.Succeeded => $"{result.Amount} was refunded",
        RefundState.Pending or RefundState.RequiresAction or RefundState.InProgress => $"The refund of {result.Amount} is on its way",
        RefundState.NeedsApproval or RefundState.AwaitingStripeApproval => $"The refund of {result.Amount} waits for approval",
        RefundState.Unknown or RefundState.NeedsHuman => "Whether it was refunded is not known yet: do not ask again",
        _ => "Nothing was refunded",
    };

    internal static string Of(CancellationResult result) => result.State switch
    {
        CancellationState.Canceled => "The subscription has ended",
        CancellationState.Scheduled => $"The subscription ends on {(result.EndsAt is { } end ? Day(end) : "the last day that is paid for")}",
        CancellationState.Resumed => "The subscription goes on",
        CancellationState.NeedsApproval or CancellationState.AwaitingStripeApproval => "The cancellation waits for approval",
        CancellationState.InProgress => "The cancellation is being made",
        CancellationState.Unknown or CancellationState.NeedsHuman => "Whether it was canceled is not known yet: do not ask again",
        _ => "Nothing was canceled",
    };
}
