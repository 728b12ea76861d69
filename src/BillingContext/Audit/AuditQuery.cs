using BillingContext.Audit.Internal;
using BillingContext.Subscriptions;

namespace BillingContext.Audit;

/// <summary>Which entries of a log somebody looks for. All that is named must be so; at least one thing must be named.</summary>
public sealed record AuditQuery
{
    /// <summary>What was done for this customer.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>What was done to this payment, under the very id it was logged by.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>What was done to this subscription.</summary>
    public SubscriptionId? Subscription { get; init; }

    /// <summary>What is known of this refund at Stripe; what came before Stripe made it has no such id, but the same request.</summary>
    public RefundId? Refund { get; init; }

    /// <summary>What was done in this ticket; <c>default</c> for any.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>What this very actor did. Others may have taken it up again: follow the request.</summary>
    public Actor? Actor { get; init; }

    /// <summary>What belongs to this request; to a cancellation belongs also the refund that was asked for with it.</summary>
    public string? RequestId { get; init; }

    /// <summary>What happened, one of <see cref="AuditActions"/>.</summary>
    public string? Action { get; init; }

    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether an entry is one of these.</summary>
    public bool Matches(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return (Customer is null || entry.Customer == Customer)
            && (Payment is null || entry.Payment == Payment)
            && (Subscription is null || entry.Subscription == Subscription)
            && (Refund is null || entry.Refund == Refund)
            && (Ticket == default || entry.Ticket == Ticket)
            && (Actor is null || entry.Actor == Actor)
            && (RequestId is null || entry.RequestId == RequestId || entry.RequestId == CancellationIntent.RefundRequestIdOf(RequestId))
            && (Action is null || entry.Action == Action)
            && (From is null || entry.At >= From)
            && (Until is null || entry.At < Until);
    }

    /// <summary>A query that names nothing would show everybody's, most likely because of a value that somebody forgot to fill in.</summary>
    internal void Check()
    {
        if (this == new AuditQuery())
        {
            throw new ArgumentException("The query names nothing to look for. To read the whole log, use ReadAsync.", "query");
        }

        if (From is { } from && Until is { } until)
        {
            AuditPeriod.Check(from, until, "query");
        }
    }
}
