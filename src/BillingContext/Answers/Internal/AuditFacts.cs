using BillingContext.Audit;
using BillingContext.Refunds;

namespace BillingContext.Answers.Internal;

/// <summary>The facts of a line of an audit log: the same names for every action, so that a sentence needs nothing but itself.</summary>
internal static class AuditFacts
{
    internal static IReadOnlyList<AnswerFact> Of(AuditEntry entry)
    {
        var reason = ReasonOf(entry);
        return
        [
            AnswerFact.OfMoment("at", entry.At),
            AnswerFact.Of("action", entry.Action),
            Text("actor", entry.Actor?.ToString()),
            Text("ticket", entry.Ticket == default ? null : entry.Ticket.Value),
            Text("customer", entry.Customer?.Value),
            Text("payment", entry.Payment?.Value),
            Text("subscription", entry.Subscription?.Value),
            Text("request", entry.RequestId),
            Text("refund", entry.Refund?.Value),
            Text("event", entry.EventId),
            entry.Amount is { } amount ? AnswerFact.Of("amount", amount) : AnswerFact.OfWord("amount", NoAmount(entry)),
            Word("state", "refund_state", entry.State),
            Word("cancellation", "cancellation_state", entry.Cancellation),
            Word("kind", "cancellation_kind", entry.CancellationKind is { } kind && Enum.IsDefined(kind) ? entry.CancellationKind : null),
            reason switch
            {
                { Rule: not null } => AnswerFact.Of("rule", string.Join(", ", (entry.Rules is { Count: > 0 } rules ? rules : [reason.Rule]).Select(rule => $"“{rule}”"))),
                { Code: "policy.default" } => AnswerFact.OfWord("rule", "audit_rule.default"),
                { Code: "policy.none" } => AnswerFact.OfWord("rule", "audit_rule.none"),
                _ => AnswerFact.OfWord("rule", "audit_rule.fixed"),
            },
            reason is null ? AnswerFact.OfWord("reason", "audit_reason.none") : AnswerFact.OfWord("reason", $"reason.{reason.Code}", reason.Message.TrimEnd('.')),
        ];
    }

    private static AnswerFact Text(string name, string? text) =>
        text is null ? AnswerFact.OfWord(name, $"audit_{name}.none") : AnswerFact.Of(name, text);

    private static AnswerFact Word<T>(string name, string kind, T? value)
        where T : struct, Enum =>
        AnswerFact.OfWord(name, value is { } state ? StateWord.Of(state) : $"{kind}.none");

    private static string NoAmount(AuditEntry entry) =>
        entry.Subscription is not null ? "audit_amount.nothing"
        : entry.Action == AuditActions.RefundDeclined ? "audit_amount.all"
        : "audit_amount.none";

    /// <summary>What decided comes first; but for an approval the merchant's own rules say more than that nothing stood in the way.</summary>
    private static DecisionReason? ReasonOf(AuditEntry entry)
    {
        var (reasons, rules) = (entry.Reasons, entry.Rules);
        var ours = entry.Action is AuditActions.RefundRecorded or AuditActions.CancellationRecorded
            ? reasons.FirstOrDefault(reason => reason.Rule is { } rule && rules.Contains(rule))
                ?? reasons.FirstOrDefault(reason => reason.Code is "policy.default" or "policy.none")
            : null;
        return ours ?? (reasons.Count > 0 ? reasons[0] : null);
    }
}
