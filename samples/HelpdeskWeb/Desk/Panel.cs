using BillingContext;
using BillingContext.Answers;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using BillingContext.Webhooks;

namespace HelpdeskWeb.Desk;

/// <summary>Everything the Stripe panel of a conversation shows.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Agent">Who looks.</param>
/// <param name="Customer">Who is asking, and how sure that is.</param>
/// <param name="Context">What Stripe knows; null if nobody, or nobody in particular, was found.</param>
/// <param name="Refunds">Refunds that wait for a second person.</param>
/// <param name="Cancellations">Cancellations that do.</param>
internal sealed record Panel(
    Conversation Conversation,
    Agent Agent,
    CustomerResolution Customer,
    PaymentContext? Context,
    IReadOnlyList<RefundIntent> Refunds,
    IReadOnlyList<CancellationIntent> Cancellations)
{
    /// <summary>What the page that asks was told of since it was last shown.</summary>
    internal IReadOnlyList<BillingChange> Changes { get; init; } = [];

    /// <summary>How that is now, in sentences: a change may be over by the time it is read.</summary>
    internal IEnumerable<string> News => Changes
        .Select(change => ChangeStory.Of(change, Context))
        .Select(story => Words.Writer.ForAgent(story.Now ?? story.What))
        .Distinct();

    /// <summary>Nobody has checked who writes yet, or somebody else has: that holds for them alone.</summary>
    internal bool MayConfirm => Customer.Status == ResolutionStatus.Unverified || (Customer.Status == ResolutionStatus.Confirmed && Customer.ConfirmedBy != Agent.Actor);

    /// <summary>What was charged twice, or may have been: then there is a question to ask first.</summary>
    internal IEnumerable<ChargeFinding> ChargedTwice => Context is null
        ? []
        : ChargeExplanation.Of(Context).Findings.Where(finding => finding.Kind == ChargeFindingKind.Duplicate || finding.Question is not null);

    /// <summary>Where to hear of what changes from here on; null if there is nobody to hear of.</summary>
    internal string? Feed => Context is null ? null : $"/conversations/{Conversation.Id}/feed?since={Context.ChangeToken.Sequence}";

    /// <summary>A payment as the customer knows it; by its id if it is not among those that are shown.</summary>
    internal string Of(PaymentId payment) => Context?.Payments.FirstOrDefault(shown => shown.Id == payment)?.Description ?? payment.Value;

    internal IEnumerable<string> Missing => Customer.Missing.Concat(Context?.Missing ?? []).Select(gap => gap.Describe());
}
