using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

internal static class DisputeReading
{
    internal static Dispute ToDispute(this WireDispute wire) => new()
    {
        // In the oldest versions a dispute was a part of its charge and had no id of its own.
        Id = wire.Id is null ? default : WireValues.Id(wire.Id, "dispute", static id => new DisputeId(id)),
        Charge = wire.Charge.ToChargeId(),
        Payment = WireValues.PaymentOf(wire.PaymentIntent.Id, wire.Charge.Id),
        Status = wire.Status switch
        {
            "warning_needs_response" or "warning_under_review" => DisputeStatus.Inquiry,
            "needs_response" or "under_review" or "appeal_needs_response" or "appeal_under_review" => DisputeStatus.Open,
            "lost" => DisputeStatus.Lost,
            "won" => DisputeStatus.Won,
            "warning_closed" or "prevented" => DisputeStatus.Closed,
            _ => DisputeStatus.Unknown,
        },
        StripeStatus = wire.Status ?? "",
        Reason = wire.Reason,
        Amount = wire.Amount.ToMoney(wire.Currency),
        CreatedAt = wire.Created.ToInstant(),
        EvidenceDueBy = wire.EvidenceDetails?.DueBy.ToInstant(),
        IsChargeRefundable = wire.IsChargeRefundable ?? false,
    };
}
