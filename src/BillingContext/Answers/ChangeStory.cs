using BillingContext.Answers.Internal;
using BillingContext.Answers.Internal.Disputes;
using BillingContext.Payments;
using BillingContext.Webhooks;

namespace BillingContext.Answers;

/// <summary>A change of an open conversation in words: what Stripe told of, and how it is now. Pure.</summary>
/// <remarks>Events come late and out of order: what one tells of happened, and may be over. How it is now says only a context that was read since.</remarks>
public sealed class ChangeStory
{
    private ChangeStory(BillingChange change, Answer what, Answer? now) => (Change, What, Now) = (change, what, now);

    /// <summary>The change.</summary>
    public BillingChange Change { get; }

    /// <summary>What Stripe told of. Without facts: nothing personal, no id and no amount is said.</summary>
    public Answer What { get; }

    /// <summary>How the refund, dispute, subscription or payment is now, in the words of its own story; null if the context does not show it, or there is none.</summary>
    public Answer? Now { get; }

    /// <summary>Tells a change.</summary>
    /// <param name="change">From <see cref="IBillingFeed.WatchAsync"/>.</param>
    /// <param name="context">The customer's context, read after the change was given; null to say only what Stripe told of.</param>
    public static ChangeStory Of(BillingChange change, PaymentContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        var what = ChangePhrases.CodeOf(change.EventType) ?? ChangePhrases.Prefix + change.Kind switch
        {
            BillingChangeKind.Payment => "payment",
            BillingChangeKind.Refund => "refund",
            BillingChangeKind.Dispute => "dispute",
            BillingChangeKind.FraudWarning => "fraud_warning",
            BillingChangeKind.Subscription => "subscription",
            BillingChangeKind.Invoice => "invoice",
            BillingChangeKind.Customer => "customer",
            BillingChangeKind.StripeApproval => "stripe_approval",
            _ => "missed",
        };
        return new ChangeStory(change, new Answer { Code = what }, context is null ? null : NowOf(change, context));
    }

    /// <summary>All of it for a person at the helpdesk, on one line.</summary>
    public string Line(AnswerWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return Now is null ? writer.ForAgent(What) : $"{writer.ForAgent(What)} {writer.ForAgent(Now)}";
    }

    /// <summary>Number and what is told of.</summary>
    public override string ToString() => $"{Change.Sequence} {What.Code}";

    private static Answer? NowOf(BillingChange change, PaymentContext context)
    {
        var payment = context.Payments.FirstOrDefault(payment => change.Payment is { } id && (payment.Id == id || payment.Charge?.Value == id.Value));
        return change.Kind switch
        {
            BillingChangeKind.Refund when payment?.Refunds.FirstOrDefault(refund => refund.Id.Value == change.ObjectId) is { } refund =>
                RefundTimeline.Of(payment, refund, context.AsOf).Status,
            BillingChangeKind.Refund when payment is not null => RefundTimeline.TotalOf(payment),
            BillingChangeKind.Dispute when payment?.Disputes.FirstOrDefault(dispute => dispute.Id.Value == change.ObjectId) is { } dispute => DisputeAnswers.Of(dispute),
            BillingChangeKind.FraudWarning when payment?.FraudWarnings?.FirstOrDefault(warning => warning.Id == change.ObjectId) is { } warning => DisputeAnswers.Of(warning),
            BillingChangeKind.Subscription when context.Subscriptions.FirstOrDefault(subscription => subscription.Id.Value == change.ObjectId) is { } subscription =>
                SubscriptionStory.Of(subscription, context).Status,
            BillingChangeKind.Payment when payment is not null => new Answer
            {
                Code = ChangePhrases.PaymentNow,
                Facts =
                [
                    AnswerFact.Of("payment", payment.Id.Value),
                    AnswerFact.Of("amount", payment.Amount),
                    AnswerFact.Of("made_on", payment.ChargedAt ?? payment.CreatedAt),
                    AnswerFact.OfWord("status", $"payment_status.{payment.StripeStatus}"),
                ],
            },
            _ => null,
        };
    }
}
