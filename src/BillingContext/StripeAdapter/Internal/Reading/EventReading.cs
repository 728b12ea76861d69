using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Wire;
using BillingContext.Webhooks;

namespace BillingContext.StripeAdapter.Internal.Reading;

internal static class EventReading
{
    internal static ReceivedEvent ToEvent(this WireEvent wire) => new ReceivedEvent
    {
        Id = wire.Id ?? "",
        Type = wire.Type ?? "",
        CreatedAt = wire.Created.ToInstant(),
        ApiVersion = wire.ApiVersion,
        ObjectType = wire.Data?.Object?.Object,
        ObjectId = wire.Data?.Object?.Id,
        Customer = ReceivedEvent.CustomerOf(wire.Data?.Object?.Object, wire.Data?.Object?.Customer.Id, wire.Data?.PreviousAttributes.Customer),
        PaymentIntent = wire.Data?.Object?.PaymentIntent.Id ?? wire.Data?.Object?.Payment.PaymentIntent,
        Charge = wire.Data?.Object?.Charge.Id ?? wire.Data?.Object?.Payment.Charge,
        Invoice = wire.Data?.Object?.Invoice.Id,
        Subscription = wire.Data?.Object?.Subscription.Id,
        RequestId = wire.Data?.Object?.Metadata?.GetValueOrDefault(Refund.RequestIdMetadataKey),
        RequestMerchant = wire.Data?.Object?.Metadata?.GetValueOrDefault(Refund.MerchantMetadataKey),
    }.Bounded();
}
