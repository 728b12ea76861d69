using BillingContext.Audit;

namespace BillingContext.Subscriptions;

/// <content>Its line on the audit log.</content>
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
}
