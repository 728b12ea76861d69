using BillingContext.Answers.Internal.Subscriptions;
using BillingContext.Payments;

namespace BillingContext.Answers;

/// <summary>A subscription in words: where it stands, what comes next, and what canceling it would do. Pure.</summary>
/// <remarks>Source: https://docs.stripe.com/billing/subscriptions/overview#subscription-statuses.</remarks>
public sealed class SubscriptionStory
{
    private SubscriptionStory(Subscription subscription, Answer status, Answer next, Answer? invoice, Answer ifCanceledNow, Answer ifCanceledAtPeriodEnd) =>
        (Subscription, Status, Next, Invoice, IfCanceledNow, IfCanceledAtPeriodEnd) = (subscription, status, next, invoice, ifCanceledNow, ifCanceledAtPeriodEnd);

    /// <summary>The subscription.</summary>
    public Subscription Subscription { get; }

    /// <summary>Where it stands.</summary>
    public Answer Status { get; }

    /// <summary>The next payment, or why there is none.</summary>
    public Answer Next { get; }

    /// <summary>What is wrong with the latest invoice, and when it is tried again; null if nothing is.</summary>
    public Answer? Invoice { get; }

    /// <summary>What canceling it at once would do.</summary>
    public Answer IfCanceledNow { get; }

    /// <summary>What canceling it at the end of the period would do.</summary>
    public Answer IfCanceledAtPeriodEnd { get; }

    /// <summary>Tells a subscription.</summary>
    /// <param name="subscription">The subscription, with its latest invoice if it could be read.</param>
    /// <param name="context">The context it is from, for the reason a payment failed.</param>
    public static SubscriptionStory Of(Subscription subscription, PaymentContext context)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        ArgumentNullException.ThrowIfNull(context);
        return new SubscriptionStory(
            subscription,
            SubscriptionAnswers.Status(subscription),
            SubscriptionAnswers.Next(subscription),
            SubscriptionAnswers.Invoice(subscription, context),
            SubscriptionAnswers.IfCanceledNow(subscription),
            SubscriptionAnswers.IfCanceledAtPeriodEnd(subscription));
    }
}
