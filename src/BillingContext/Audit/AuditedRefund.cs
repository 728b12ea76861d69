using BillingContext.Refunds;

namespace BillingContext.Audit;

/// <summary>A refund request of an <see cref="AuditReport"/>: who asked for it, which rules approved it, and what became of it.</summary>
public sealed record AuditedRefund
{
    /// <summary>The host's id of the request.</summary>
    public required string RequestId { get; init; }

    /// <summary>When it was approved (UTC); when it was first heard of, if Stripe had it already.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who asked for it; null if the log does not tell.</summary>
    public Actor? Actor { get; init; }

    /// <summary>The person who approved it; null if none had to.</summary>
    public Actor? ApprovedBy { get; init; }

    /// <summary>The ticket.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>The customer; null for a guest.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The payment.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>How much; 0 XXX if the log does not tell.</summary>
    public required Money Amount { get; init; }

    /// <summary>Its latest state.</summary>
    public required RefundState State { get; init; }

    /// <summary>When the log last told of it (UTC).</summary>
    public required DateTimeOffset LastHeardAt { get; init; }

    /// <summary>The refund at Stripe, once known.</summary>
    public RefundId? Refund { get; init; }

    /// <summary>The merchant's rules that approved it, in order; empty if none did.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The policy they are of.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>The request id of the cancellation it belongs to; null if to none.</summary>
    public string? Cancellation { get; init; }

    /// <summary>Whether the money moved.</summary>
    public AuditedMoney Money => State switch
    {
        RefundState.Succeeded or RefundState.Pending or RefundState.RequiresAction => AuditedMoney.Moved,
        RefundState.Failed or RefundState.Canceled => AuditedMoney.CameBack,
        RefundState.Refused or RefundState.NeedsApproval => AuditedMoney.NotMade,
        _ => AuditedMoney.Open,
    };

    /// <summary>No rule's name has a line break in it.</summary>
    internal string RuleKey => string.Join('\n', Rules);

    /// <summary>Request, state and amount.</summary>
    public override string ToString() => $"{RequestId}: {State} {Amount}";
}
