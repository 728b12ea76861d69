using System.Text.Json.Serialization;
using BillingContext.Audit.Internal;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace BillingContext.Audit;

/// <summary>One line of a merchant's audit log: what was done, by whom, under which rule. Never changed, never removed.</summary>
/// <remarks>Holds ids, codes and amounts. When it is written, control and format characters in its texts are replaced, so that a line stays one.</remarks>
public sealed record AuditEntry
{
    /// <summary>Place in the merchant's log, from 1; given when it is written.</summary>
    public long Sequence { get; init; }

    /// <summary>Merchant, account and mode.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, one of <see cref="AuditActions"/>.</summary>
    public required string Action { get; init; }

    /// <summary>Who did it; null for what Stripe reported.</summary>
    public Actor? Actor { get; init; }

    /// <summary>The ticket it was done in.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>The customer it was done for.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>The payment it was done to.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>The subscription it was done to.</summary>
    public SubscriptionId? Subscription { get; init; }

    /// <summary>The refund request or the cancellation it belongs to.</summary>
    public string? RequestId { get; init; }

    /// <summary>The refund at Stripe.</summary>
    public RefundId? Refund { get; init; }

    /// <summary>The event of Stripe's that brought it.</summary>
    public string? EventId { get; init; }

    /// <summary>How much.</summary>
    public Money? Amount { get; init; }

    /// <summary>The state it led to.</summary>
    public RefundState? State { get; init; }

    /// <summary>The state it led a cancellation to; then <see cref="State"/> is that of its refund.</summary>
    public CancellationState? Cancellation { get; init; }

    /// <summary>What was asked of a subscription; null also where a version wrote that did not keep it.</summary>
    public CancellationKind? CancellationKind { get; init; }

    /// <summary>The policy that decided.</summary>
    public string? PolicyVersion { get; init; }

    /// <summary>Why, with every rule that was looked at.</summary>
    public IReadOnlyList<DecisionReason> Reasons { get; init; } = [];

    /// <summary>The merchant's rules that decided, each once and in order; empty if none did: a default, a guardrail, nobody.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Rules => DecidingRules.Of(this);

    /// <summary>What it was decided on: the same facts give the same decision again.</summary>
    public RefundFacts? Facts { get; init; }

    /// <summary>What a person wrote about it.</summary>
    public string? Note { get; init; }

    /// <summary>A line for people.</summary>
    public override string ToString() =>
        $"{Sequence} {At:u} {Scope} {Action} {Cancellation} {State} {Actor} {Subscription} {Payment} {RequestId} {Refund} {Amount} {string.Join(", ", Reasons.Select(reason => reason.Code))}".Trim();
}
