using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Audit.Internal;

/// <summary>Which of the rules that were looked at made the decision: those that came to what it came to, and not because they did not hold.</summary>
internal static class DecidingRules
{
    private const string NotHeld = "policy.rule_not_held";
    private const string Undecidable = "policy.undecidable";

    internal static IReadOnlyList<string> Of(AuditEntry entry)
    {
        var verdict = VerdictOf(entry);
        var held = Names(entry, reason => reason.Verdict == verdict && reason.Code is not (NotHeld or Undecidable));

        // A rule for a refund that could not be decided approves nothing; one against it stops the refund all the same.
        return held.Count > 0 || verdict == RefundVerdict.Approved
            ? held
            : Names(entry, reason => reason.Verdict == verdict && reason.Code == Undecidable);
    }

    internal static RefundVerdict VerdictOf(AuditEntry entry) => (entry.Cancellation, entry.State) switch
    {
        (CancellationState.Refused, _) or (null, RefundState.Refused) => RefundVerdict.Denied,
        (CancellationState.NeedsApproval, _) or (null, RefundState.NeedsApproval) => RefundVerdict.NeedsApproval,
        _ => RefundVerdict.Approved,
    };

    private static IReadOnlyList<string> Names(AuditEntry entry, Func<DecisionReason, bool> decides) =>
        [.. entry.Reasons.Where(decides).Select(reason => reason.Rule).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
}
