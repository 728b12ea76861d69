using BillingContext.Payments;

namespace BillingContext.Refunds.Internal;

/// <summary>What holds whatever a merchant's policy says: pure, over the facts alone.</summary>
internal static class RefundGuardrails
{
    /// <summary>Judges a refund. Sound facts give one reason that says so.</summary>
    internal static RefundDecision Evaluate(in RefundFacts facts)
    {
        var reasons = new List<DecisionReason>();
        Identity(in facts, reasons);
        Amount(in facts, reasons);
        Payment(in facts, reasons);
        Disputes(in facts, reasons);
        Missing(in facts, reasons);
        if (reasons.Count == 0)
        {
            reasons.Add(new("guardrails.passed", RefundVerdict.Approved, "Identity, ownership, amount and disputes are in order."));
        }

        return RefundDecision.Create(reasons.Min(reason => reason.Verdict), reasons);
    }

    /// <summary>Whether a reason says that something could not be read, which no yes makes good.</summary>
    internal static bool IsUnread(DecisionReason reason) => reason.Code is "facts.missing" or "payment.status_unknown";

    private static void Identity(in RefundFacts facts, List<DecisionReason> reasons)
    {
        if (DecisionReason.OfIdentity(facts.Identity, facts.IsConfirmedByActor) is { } reason)
        {
            reasons.Add(reason);
        }
    }

    private static void Amount(in RefundFacts facts, List<DecisionReason> reasons)
    {
        var amount = facts.Amount;
        if (amount.Currency != facts.Captured.Currency)
        {
            reasons.Add(Deny("amount.currency_mismatch", $"The payment is in {facts.Captured.Currency}, not {amount.Currency}."));
            return;
        }

        if (facts.Captured.MinorUnits > 0 && facts.Remaining.MinorUnits <= 0)
        {
            reasons.Add(Deny("payment.already_refunded", $"All of {facts.Captured} is refunded or on its way back."));
            return;
        }

        if (amount.MinorUnits <= 0)
        {
            reasons.Add(Deny("amount.not_positive", $"{amount} is not an amount to refund."));
        }
        else if (amount > facts.Remaining)
        {
            reasons.Add(Deny("amount.above_remaining", $"{amount} is more than the {facts.Remaining} that is left."));
        }
        else if (amount.MinorUnits % amount.Currency.SmallestStep != 0)
        {
            reasons.Add(Deny("amount.not_representable", $"Stripe takes {amount.Currency} only in steps of {new Money(amount.Currency.SmallestStep, amount.Currency)}."));
        }
    }

    private static void Payment(in RefundFacts facts, List<DecisionReason> reasons)
    {
        switch (facts.PaymentStatus)
        {
            case PaymentStatus.Succeeded:
                break;
            case PaymentStatus.RequiresCapture:
                reasons.Add(Deny("payment.not_captured", "The money is only held, not taken. Cancel the payment instead."));
                break;
            case PaymentStatus.Unknown:
                reasons.Add(Escalate("payment.status_unknown", "Stripe gives the payment a status this version does not know."));
                break;
            default:
                reasons.Add(Deny("payment.not_refundable", "No money was taken."));
                break;
        }

        if (facts.LacksConnectDecision)
        {
            reasons.Add(ForPerson(in facts, "connect.needs_person", "Part of the money went to a connected account, and nobody decided who pays for its refund."));
        }

        if (facts.IsReportedFraudulent)
        {
            reasons.Add(ForPerson(in facts, "payment.reported_fraudulent", "The charge was reported as fraudulent."));
        }

        if (facts.Reason == RefundReason.Fraudulent && facts.Actor != ActorKind.Person)
        {
            reasons.Add(Deny("reason.needs_person", "'fraudulent' also puts the card and the e-mail on block lists: only a person may say it."));
        }
    }

    private static void Disputes(in RefundFacts facts, List<DecisionReason> reasons)
    {
        switch (facts.Dispute)
        {
            case null when facts.IsDisputed && !facts.Missing.HasFlag(MissingFacts.Disputes):
                reasons.Add(ForPerson(in facts, "dispute.not_found", "The charge was disputed, but no dispute is listed."));
                break;
            case null:
                break;
            case DisputeStatus.Lost:
                reasons.Add(Deny("dispute.lost", "The bank already gave the customer the money back."));
                break;
            case DisputeStatus.Open or DisputeStatus.Unknown:
                reasons.Add(Deny("dispute.open", "The customer's bank is deciding. A refund now could pay twice."));
                break;
            default:
                reasons.Add(facts.IsRefundableInDispute
                    ? ForPerson(in facts, "dispute.needs_person", "There is or was a dispute on the charge. A person decides whether a refund is still right.")
                    : Deny("dispute.not_refundable", "Stripe takes no refund of this charge because of its dispute."));
                break;
        }
    }

    private static void Missing(in RefundFacts facts, List<DecisionReason> reasons)
    {
        if (facts.Missing != MissingFacts.None)
        {
            reasons.Add(Escalate("facts.missing", $"Not everything could be read ({facts.Missing}): the key lacks a permission, or Stripe did not answer."));
        }
    }

    private static DecisionReason Deny(string code, string message) => new(code, RefundVerdict.Denied, message);

    private static DecisionReason Escalate(string code, string message) => new(code, RefundVerdict.NeedsApproval, message);

    /// <summary>For a person to decide: one who asks has decided, anybody else needs one.</summary>
    private static DecisionReason ForPerson(in RefundFacts facts, string code, string message) =>
        new(code, facts.Actor == ActorKind.Person ? RefundVerdict.Approved : RefundVerdict.NeedsApproval, message);
}
