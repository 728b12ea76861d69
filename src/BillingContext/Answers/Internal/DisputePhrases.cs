namespace BillingContext.Answers.Internal;

/// <summary>Sentences about disputes. A customer is told as little as is true: what the merchant means to do about it is not theirs to know, nor that a bank suspects fraud.</summary>
internal static class DisputePhrases
{
    internal static readonly (string Code, string ForAgent, string ForCustomer)[] All =
    [
        ("fraud_warning.actionable", "{warning} of {warned_on}: the card's bank warns of fraud ({kind}). The payment is neither disputed nor refunded in full.", "There is nothing you need to do."),
        ("fraud_warning.settled", "{warning} of {warned_on}: the card's bank warned of fraud ({kind}). The payment is disputed or refunded in full since then.", "There is nothing you need to do."),
        ("dispute.needs_response",
            "{dispute} over {amount} since {opened_on}: {reason}. Answer with evidence by {due_by}, or it is lost.",
            "You asked your bank about {amount} on {opened_on}. Your bank is dealing with it."),
        ("dispute.unanswerable", "{dispute} over {amount} since {opened_on}: {reason}. The bank takes no answer.", "You asked your bank about {amount} on {opened_on}. Your bank is dealing with it."),
        ("dispute.under_review", "{dispute} over {amount} since {opened_on}: {reason}. The bank is looking at the evidence.", "You asked your bank about {amount} on {opened_on}. Your bank is dealing with it."),
        ("dispute.inquiry",
            "{dispute}, an inquiry over {amount} since {opened_on}: {reason}. No money has moved. Answer by {due_by}, or refund, which ends it.",
            "You asked your bank about {amount} on {opened_on}."),
        ("dispute.inquiry_unanswerable", "{dispute}, an inquiry over {amount} since {opened_on}: {reason}. No money has moved.", "You asked your bank about {amount} on {opened_on}."),
        ("dispute.lost", "{dispute} over {amount} since {opened_on} is lost: the customer has the money from their bank.", "Your bank has decided about {amount} in your favor."),
        ("dispute.won", "{dispute} over {amount} since {opened_on} is won: the merchant has the money.", "Your bank has decided about your question on {amount} from {opened_on}."),
        ("dispute.closed", "{dispute} over {amount} since {opened_on} is closed without a decision.", "Your question to your bank about {amount} is closed."),
        ("dispute.unknown", "{dispute} over {amount} since {opened_on}: Stripe calls its status '{status}', which this version does not know. Treat it as open.", "Your bank is dealing with {amount}."),
        ("dispute.refund.not_disputed", "There is no dispute.", "There is no question with your bank."),
        ("dispute.refund.prevents_dispute",
            "There is no dispute yet. A refund of all that is left prevents one, a refund of a part does not. See also whether the order can still be stopped.",
            "There is no question with your bank."),
        ("dispute.refund.must_not", "Do not refund: the bank decides or has decided, and a refund could pay twice.", "Your bank is dealing with this payment, so we cannot refund it at the same time."),
        ("dispute.refund.not_known", "Do not refund: the charge was disputed, and its disputes could not be read.", "We are looking into this payment."),
        ("dispute.refund.person_decides", "Stripe would take a refund. A person decides whether it is still right.", "We are looking into this payment."),
        ("dispute.refund.ends_inquiry", "A refund is possible and ends the inquiry. A person decides.", "We are looking into this payment."),
    ];
}
