using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>Why Stripe would not make a refund: https://docs.stripe.com/refunds and https://docs.stripe.com/error-codes</summary>
internal static class RefundRules
{
    public static StripeError? Refuses(Books books, ChargeRecord charge, RefundOrder order)
    {
        if (!charge.Succeeded)
        {
            return charge.PaymentIntent is { } intent
                ? NoSuccessfulCharge(intent)
                : Refusal($"Charge {charge.Id} was not successful and cannot be refunded.", code: null);
        }

        // A hold is released by cancelling its payment intent: https://docs.stripe.com/refunds#cancel-payment
        if (!charge.Captured)
        {
            return Refusal(
                $"This uncaptured Charge was created by a PaymentIntent ({charge.PaymentIntent}). You must cancel the PaymentIntent to " +
                "reverse the authorization instead of refunding the Charge directly. For more information, see " +
                "https://stripe.com/docs/payments/place-a-hold-on-a-payment-method",
                code: null);
        }

        if (books.DisputesByCharge.Of(charge.Id) is var disputes && Table<DisputeRecord>.Newest(disputes).Any(BlocksRefunds))
        {
            return Refusal($"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed");
        }

        if (charge.Refunded)
        {
            return Refusal($"Charge {charge.Id} has already been refunded.", "charge_already_refunded");
        }

        if (order.Amount > charge.Refundable)
        {
            return Refusal(
                $"Refund amount ({Currencies.Print(order.Amount.Value, charge.Currency)}) is greater than unrefunded amount on charge " +
                $"({Currencies.Print(charge.Refundable, charge.Currency)})",
                code: null,
                param: "amount");
        }

        if (order.ReverseTransfer && charge.Transfer is null)
        {
            return Refusal($"Charge {charge.Id} has no transfer to reverse.", code: null, param: "reverse_transfer");
        }

        if (order.RefundApplicationFee && charge.ApplicationFee is null)
        {
            return Refusal($"Charge {charge.Id} has no application fee to refund.", code: null, param: "refund_application_fee");
        }

        return order.Amount is { } amount ? AmountRules.RefusesUnits(amount, charge.Currency) : null;
    }

    public static StripeError NoSuccessfulCharge(string intent)
        => Refusal($"This PaymentIntent ({intent}) does not have a successful charge to refund.", code: null);

    // Open and lost disputes rule a refund out; an inquiry does not: https://docs.stripe.com/disputes/how-disputes-work
    private static bool BlocksRefunds(DisputeRecord dispute)
        => dispute.Status is "needs_response" or "under_review" or "lost" || !dispute.Refundable;

    private static StripeError Refusal(string message, string? code, string? param = null)
        => new(400, message) { Code = code, Param = param, Executed = true };
}
