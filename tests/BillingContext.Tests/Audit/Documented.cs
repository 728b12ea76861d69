using BillingContext.Audit;
using BillingContext.Refunds;

namespace BillingContext.Tests.Audit;

/// <summary>The log that docs/audit.md shows: a confirmation and a refusal. What it reads today it must read for ever.</summary>
internal static class Documented
{
    private static readonly StripeScope Scope = new(Some.Acme, null, Livemode: false);

    internal static IReadOnlyList<AuditLine> Lines { get; } = Of(Some.Chain());

    private static AuditLine[] Of(AuditChain chain)
    {
        var first = chain.Append(AuditAnchor.Start, new AuditEntry
        {
            Scope = Scope,
            At = Some.Now,
            Action = AuditActions.CustomerConfirmed,
            Actor = Actor.Person("agent_7"),
            Ticket = new TicketReference("T-1042"),
            Customer = new CustomerId("cus_1"),
            Note = "knows the last four digits",
        });
        var second = chain.Append(first.Anchor, new AuditEntry
        {
            Scope = Scope,
            At = Some.Now.AddSeconds(30),
            Action = AuditActions.RefundDeclined,
            Actor = Actor.Person("agent_7"),
            Ticket = new TicketReference("T-1042"),
            Customer = new CustomerId("cus_1"),
            Payment = new PaymentId("pi_1"),
            RequestId = "click-1",
            State = RefundState.Refused,
            Reasons = [new DecisionReason("payment.not_found", RefundVerdict.Denied, "This customer has no such payment.")],
        });
        return [first, second];
    }
}
