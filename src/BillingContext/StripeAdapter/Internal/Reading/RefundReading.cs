using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

internal static class RefundReading
{
    internal static Refund ToRefund(this WireRefund wire) => new()
    {
        Id = WireValues.Id(wire.Id, "refund", static id => new RefundId(id)),
        Payment = WireValues.PaymentOf(wire.PaymentIntent.Id, wire.Charge.Id),
        Charge = wire.Charge.ToChargeId(),
        Customer = wire.Customer.ToCustomerId(),
        Status = wire.Status switch
        {
            "pending" => RefundStatus.Pending,
            "requires_action" => RefundStatus.RequiresAction,
            "succeeded" => RefundStatus.Succeeded,
            "failed" => RefundStatus.Failed,
            "canceled" => RefundStatus.Canceled,
            _ => RefundStatus.Unknown,
        },
        StripeStatus = wire.Status ?? "",
        Amount = wire.Amount.ToMoney(wire.Currency),
        Presented = wire.PresentmentDetails.ToMoney(),
        CreatedAt = wire.Created.ToInstant(),
        Reason = wire.Reason,
        PendingReason = wire.PendingReason,
        FailureReason = wire.FailureReason,
        Kind = wire.DestinationDetails?.Kind switch
        {
            "refund" => RefundKind.Refund,
            "reversal" => RefundKind.Reversal,
            _ => RefundKind.Unknown,
        },
        Reference = wire.DestinationDetails is { } details && (details.Reference ?? details.ReferenceStatus) is not null
            ? new RefundReference(details.ReferenceType, details.ReferenceStatus, details.Reference)
            : null,
        ActionExpiresAt = wire.NextAction?.DisplayDetails?.ExpiresAt.ToInstant(),
        RequestId = wire.Metadata?.GetValueOrDefault(Refund.RequestIdMetadataKey),
        RequestMerchant = wire.Metadata?.GetValueOrDefault(Refund.MerchantMetadataKey),
    };
}
