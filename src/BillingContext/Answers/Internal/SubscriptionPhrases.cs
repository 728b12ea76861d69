namespace BillingContext.Answers.Internal;

/// <summary>Sentences about subscriptions and their invoices.</summary>
internal static class SubscriptionPhrases
{
    internal static readonly (string Code, string ForAgent, string ForCustomer)[] All =
    [
        ("subscription.active", "Active since {began_on}.", "Your subscription is active."),
        ("subscription.trialing", "On trial until {trial_ends_on}.", "Your trial runs until {trial_ends_on}."),
        ("subscription.ending", "Ends on {ends_on}; until then it is in force.", "Your subscription ends on {ends_on}. Until then you can use it."),
        ("subscription.not_collected_until", "In force, but its invoices are not collected until {until}.", "Your payments are paused until {until}."),
        ("subscription.not_collected", "In force, but its invoices are not collected until somebody says so.", "Your payments are paused."),
        ("subscription.paused", "Paused: the trial ended without a way to pay.", "Your subscription is paused until you add a way to pay."),
        ("subscription.past_due", "Past due: the latest invoice is not paid.", "Your last payment did not go through yet."),
        ("subscription.unpaid", "Unpaid: Stripe has stopped trying to collect its invoices.", "Your last payments did not go through."),
        ("subscription.incomplete", "Incomplete: the first payment of {began_on} did not go through. It lapses after 23 hours.", "Your first payment did not go through yet."),
        ("subscription.incomplete_expired", "Never began: the first payment did not go through in time.", "Your subscription did not begin, because the first payment did not go through."),
        ("subscription.canceled", "Ended on {ended_on}: {reason}.", "Your subscription ended on {ended_on}."),
        ("subscription.unknown", "Stripe calls its status '{status}', which this version does not know. Look at it in the dashboard.", "We are looking into your subscription."),
        ("subscription.next.payment", "The next payment is {amount} on {due_on}, before taxes, discounts and usage.", "Your next payment of {amount} is due on {due_on}."),
        ("subscription.next.payment_unpriced", "The next payment is due on {due_on}; how much depends on usage or tiers.", "Your next payment is due on {due_on}."),
        ("subscription.next.ends", "No further payment: it ends on {ends_on}.", "There is no further payment: your subscription ends on {ends_on}."),
        ("subscription.next.none", "No payment is to come.", "There is no payment to come."),
        ("subscription.next.unknown", "When the next payment is due is not known.", "We cannot say when your next payment is due."),
        ("invoice.open", "Invoice {invoice}: {amount} is open and was not tried yet.", "{amount} of invoice {invoice} is still open."),
        ("invoice.failed_retry",
            "Invoice {invoice}: {amount} failed {attempts} times, the last time because of: {decline}. It is tried again on {retry_on}.",
            "The payment of {amount} for invoice {invoice} did not go through. It is tried again on {retry_on}; please check your way to pay."),
        ("invoice.failed",
            "Invoice {invoice}: {amount} failed {attempts} times, the last time because of: {decline}. It is not tried again by itself.",
            "The payment of {amount} for invoice {invoice} did not go through. Please check your way to pay."),
        ("subscription.cancel.is_over", "It is over already: there is nothing to cancel.", "Your subscription has ended already."),
        ("subscription.cancel.is_ending", "It is set to end on {ends_on} already.", "Your subscription is set to end on {ends_on} already."),
        ("subscription.cancel.scheduled", "A schedule changes it by itself: release the schedule in the dashboard before it is canceled.", "A colleague will have to cancel this for you."),
        ("subscription.cancel.now", "Canceled now it ends at once, although it is paid until {paid_until}; nothing is refunded by itself.", "It would end at once, although it is paid until {paid_until}."),
        ("subscription.cancel.now_undated", "Canceled now it ends at once; nothing is refunded by itself.", "It would end at once."),
        ("subscription.cancel.at_period_end", "Canceled at the end of the period it runs until {ends_on}, and no further payment is taken.", "It would run until {ends_on}, with no further payment."),
        ("subscription.cancel.at_period_end_undated", "Canceled at the end of the period no further payment is taken; when that is, is not known.", "No further payment would be taken."),
    ];
}
