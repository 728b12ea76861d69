using BillingContext.Audit;
using BillingContext.Webhooks;

namespace BillingContext.Subscriptions;

/// <content>What it leaves on the audit log, and what open conversations hear of it.</content>
public sealed partial record CancellationIntent
{
    internal AuditEntry Entry(string action, Actor? actor, DateTimeOffset now) => new()
    {
        Scope = Scope,
        At = now,
        Action = action,
        Actor = actor,
        Ticket = Ticket,
        Customer = Customer,
        Subscription = Subscription,
        Payment = RefundPayment,
        RequestId = RequestId,
        Amount = RefundAmount,
        Cancellation = State,
        CancellationKind = Kind,
        State = Refund,
        Reasons = [InWords],
    };

    internal BillingChange Change(DateTimeOffset now) => new()
    {
        Scope = Scope,
        Kind = BillingChangeKind.Subscription,
        Customer = Customer,
        ObjectId = Subscription.Value,
        At = now,
    };
}
