using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Audit;

/// <summary>A cancellation of an <see cref="AuditReport"/>. Its money is among <see cref="AuditReport.Refunds"/>, and counted there only.</summary>
public sealed record AuditedCancellation
{
    /// <summary>The host's id of the request.</summary>
    public required string RequestId { get; init; }

    /// <summary>When it was approved (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked for it; null if the log does not tell.</summary>
    public Actor? Actor { get; init; }

    /// <summary>The person who approved it; null if none had to.</summary>
    public Actor? ApprovedBy { get; init; }

    /// <summary>The ticket.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>The customer.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The subscription.</summary>
    public SubscriptionId? Subscription { get; init; }

    /// <summary>What was asked; null if the log does not tell.</summary>
    public CancellationKind? Kind { get; init; }

    /// <summary>Its latest state.</summary>
    public required CancellationState State { get; init; }

    /// <summary>When the log last told of it (UTC).</summary>
    public required DateTimeOffset LastHeardAt { get; init; }

    /// <summary>The latest state of the refund that belongs to it; null if none does, or it was not asked for yet.</summary>
    public RefundState? Refund { get; init; }

    /// <summary>Request, states and subscription.</summary>
    public override string ToString() => $"{RequestId}: {State} {Subscription}{(Refund is { } refund ? $", refund {refund}" : "")}";
}
