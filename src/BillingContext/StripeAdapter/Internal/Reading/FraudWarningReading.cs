using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal.Reading;

internal static class FraudWarningReading
{
    internal static EarlyFraudWarning ToFraudWarning(this WireFraudWarning wire) => new()
    {
        Id = WireValues.Id(wire.Id, "early fraud warning", static id => StripeId.Require(id, "issfr_")),
        Charge = wire.Charge.ToChargeId(),
        Payment = WireValues.PaymentOf(wire.PaymentIntent.Id, wire.Charge.Id),
        IsActionable = wire.Actionable ?? false,
        FraudType = wire.FraudType,
        CreatedAt = wire.Created.ToInstant(),
    };
}
