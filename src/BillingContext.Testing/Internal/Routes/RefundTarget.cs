using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>Finds the charge a refund is for, by itself or by its payment intent: https://docs.stripe.com/api/refunds/create</summary>
internal static class RefundTarget
{
    public static StripeError? Find(Call call, out ChargeRecord? charge)
    {
        charge = null;
        var (chargeId, intentId) = (call.Text("charge"), call.Text("payment_intent"));
        if (chargeId is null && intentId is null)
        {
            return new StripeError(400, "One of the following params should be provided for this request: payment_intent or charge.");
        }

        if (chargeId is not null)
        {
            charge = call.Books.Charges.Find(chargeId);
            if (charge is null)
            {
                return call.NoSuch("charge", chargeId, "id", 404);
            }

            return intentId is null || charge.PaymentIntent == intentId
                ? null
                : new StripeError(400, $"Charge {chargeId} does not belong to PaymentIntent {intentId}.")
                { Param = "payment_intent", Executed = true };
        }

        if (call.Books.PaymentIntents.Find(intentId) is not { } intent)
        {
            return call.NoSuch("payment_intent", intentId!, "payment_intent", 404);
        }

        charge = call.Books.Charges.Find(intent.LatestCharge);
        return charge is { Succeeded: true }
            ? null
            : RefundRules.NoSuccessfulCharge(intent.Id);
    }
}
