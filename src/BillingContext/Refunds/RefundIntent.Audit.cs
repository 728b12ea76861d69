using BillingContext.Audit;
using BillingContext.Webhooks;

namespace BillingContext.Refunds;

/// <content>What it leaves on the audit log, and what open conversations hear of it.</content>
public sealed partial record RefundIntent
{
    internal AuditEntry Entry(string action, Actor? actor, DateTimeOffset now) => new()
    {
        Scope = Scope,
        At = now,
        Action = action,
        Actor = actor,
        Ticket = Ticket,
        Customer = Customer,
        Payment = Payment,
        RequestId = RequestId,
        Refund = Refund,
        Amount = Amount,
        State = State,
        PolicyVersion = PolicyVersion,
        Reasons = [InWords],
    };

    internal BillingChange Change(DateTimeOffset now) => new()
    {
        Scope = Scope,
        Kind = BillingChangeKind.Refund,
        Customer = Customer,
        Payment = Payment,
        ObjectId = Refund?.Value,
        At = now,
    };
}
