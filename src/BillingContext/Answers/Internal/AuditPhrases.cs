using BillingContext.Audit;

namespace BillingContext.Answers.Internal;

/// <summary>Sentences about the lines of an audit log: here, and nowhere else, an action gets its own. The facts they can name are <see cref="AuditFacts"/>'s.</summary>
/// <remarks>What comes from a person's hand stands last, so that nothing it says can pass for ours.</remarks>
internal static class AuditPhrases
{
    /// <summary>What an action's code begins with, so that it is no answer's.</summary>
    internal const string Prefix = "audit.";

    internal const string UnknownAction = Prefix + "unknown";
    internal const string TestMode = Prefix + "test_mode";
    internal const string Note = Prefix + "note";

    /// <summary>The log is the merchant's own: a customer may be told that there is one.</summary>
    private const string ForCustomer = "This is on our records.";

    internal static readonly (string Code, string ForAgent, string ForCustomer)[] All =
    [
        Of(AuditActions.CustomerConfirmed, "{at}: {actor} confirmed that {customer} is who asks in {ticket}."),
        Of(AuditActions.RefundDeclined,
            "{at}: {actor} asked in {ticket} to refund {amount} of {payment} of {customer} ({request}); {rule} decided: {state}. {reason}."),
        Of(AuditActions.RefundRecorded,
            "{at}: {actor} asked in {ticket} to refund {amount} of {payment} of {customer} ({request}); {rule} approved it, and Stripe was asked. {reason}."),
        Of(AuditActions.ApprovalRequested,
            "{at}: {actor} asked in {ticket} for what needs a person's yes: {amount} of {payment}, {subscription}, for {customer} ({request}); {rule} decided. {reason}."),
        Of(AuditActions.ApprovalGiven, "{at}: {actor} approved {amount} of {payment}, {subscription}, for {customer} ({request})."),
        Of(AuditActions.ApprovalDeclined, "{at}: the answer of {actor} about {amount} of {payment}, {subscription}, for {customer} ({request}) did not count. {reason}."),
        Of(AuditActions.ApprovalRejected, "{at}: {actor} rejected {amount} of {payment}, {subscription}, for {customer} ({request})."),
        Of(AuditActions.ApprovalExpired, "{at}: nobody answered in time about {amount} of {payment}, {subscription}, for {customer} ({request})."),
        Of(AuditActions.MerchantStopped, "{at}: {actor} pulled the merchant's switch. {reason}."),
        Of(AuditActions.MerchantResumed, "{at}: {actor} let the merchant's refunds and cancellations go on. {reason}."),
        Of(AuditActions.MerchantAdded, "{at}: {actor} added the merchant to the vault. {reason}."),
        Of(AuditActions.MerchantRemoved, "{at}: {actor} removed the merchant from the vault. {reason}."),
        Of(AuditActions.SecretKept, "{at}: {actor} gave the vault a secret. {reason}."),
        Of(AuditActions.SecretRemoved, "{at}: {actor} took a secret out of the vault. {reason}."),
        Of(AuditActions.RefundOutcome, "{at}: the refund of {amount} of {payment} ({request}, {refund}) in the hands of {actor} came to: {state}. {reason}."),
        Of(AuditActions.RefundResumed,
            "{at}: {actor} took up the refund of {amount} of {payment} again ({request}), to find out what became of it; so far it was: {state}."),
        Of(AuditActions.RefundStatusChanged, "{at}: Stripe reported ({event}) that the refund of {amount} of {payment} ({request}, {refund}) is now: {state}. {reason}."),
        Of(AuditActions.CancellationDeclined,
            "{at}: {actor} asked in {ticket} for {subscription} of {customer} to {kind}, with {amount} to be refunded ({request}); {rule} decided: {cancellation}. {reason}."),
        Of(AuditActions.CancellationRecorded,
            "{at}: {actor} asked in {ticket} for {subscription} of {customer} to {kind}, with {amount} to be refunded ({request}); {rule} approved it, and Stripe was asked. {reason}."),
        Of(AuditActions.CancellationOutcome, "{at}: what was asked of {subscription}, to {kind} ({request}), in the hands of {actor} came to: {cancellation}. {reason}."),
        Of(AuditActions.CancellationResumed,
            "{at}: {actor} took up again what was asked of {subscription}, to {kind} ({request}), to find out what became of it; so far it was: {cancellation}."),
        Of(AuditActions.CancellationRefund,
            "{at}: the refund of {amount} of {payment} that belongs to the end of {subscription} ({request}, {refund}) in the hands of {actor} came to: {state}."),
        Of(AuditActions.WebhookRejected, "{at}: an event of Stripe's was not taken ({event}). {reason}."),
        Of(AuditActions.WebhookReplayed, "{at}: {actor} had an event of Stripe's dealt with once more ({event})."),
        (UnknownAction,
            "{at}: {actor}: {action}, which this version has no words for, in {ticket} for {customer}: {amount} of {payment}, {subscription} ({request}, {refund}); {rule}: {state}, {cancellation}. {reason}.",
            ForCustomer),
        (TestMode, "In test mode.", ForCustomer),
        (Note, "Note: {note}.", ForCustomer),
    ];

    /// <summary>Whether an action has a sentence of its own; what a log calls <c>note</c> or <c>unknown</c> has none.</summary>
    internal static bool IsAction(string code) => code is not (UnknownAction or TestMode or Note) && AnswerPhrases.English.Knows(code);

    private static (string Code, string ForAgent, string ForCustomer) Of(string action, string forAgent) => (Prefix + action, forAgent, ForCustomer);
}
