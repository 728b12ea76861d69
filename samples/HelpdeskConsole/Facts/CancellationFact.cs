using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace HelpdeskConsole.Facts;

/// <summary>What a cancellation would come to, and what it came to, with every reason.</summary>
internal sealed record CancellationFact(
    string Request,
    string AskedBy,
    string Subscription,
    CancellationKind Asked,
    string? Preview,
    string? Arithmetic,
    CancellationState State,
    DateTimeOffset? EndsAt,
    RefundState? RefundState,
    Amount? Refunded,
    IReadOnlyList<ReasonLine> Reasons) : Fact
{
    internal static CancellationFact Of(CancellationRequest request, CancellationPreview preview, CancellationResult result) => new(
        result.RequestId,
        request.Actor.ToString(),
        request.Subscription.Value,
        request.Kind,
        preview.Describe(),
        request.Refund == CancellationRefund.Prorated ? preview.Proration?.ToString() : null,
        result.State,
        result.EndsAt,
        result.RefundState,
        Amount.OfSome(result.RefundAmount),
        [.. result.Reasons.Select(ReasonLine.Of)]);
}
