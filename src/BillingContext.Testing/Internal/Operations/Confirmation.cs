using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>The customer pays: https://docs.stripe.com/api/payment_intents/confirm</summary>
internal static class Confirmation
{
    /// <summary>Null when it went well, as far as it can go without the customer.</summary>
    public static StripeError? Confirm(Books books, PaymentIntentRecord intent, PaymentMethodRecord method, bool mayAsk, long at)
    {
        // A card that asks for the customer cannot be charged without one: https://docs.stripe.com/testing#regulatory-cards
        if (method.Test is not { NeedsAuthentication: true })
        {
            return Charge(books, intent, method, method.Test?.DeclineCode, at);
        }

        if (!mayAsk)
        {
            return Charge(books, intent, method, "authentication_required", at);
        }

        var asking = books.Put(intent with { Status = "requires_action", PaymentMethod = method.Id, LastFailure = null }, at);
        books.Emit("payment_intent.requires_action", at, asking);
        return null;
    }

    /// <summary>The customer has answered the bank: https://docs.stripe.com/payments/3d-secure/authentication-flow</summary>
    public static void Authenticate(Books books, PaymentIntentRecord intent, bool succeeded, long at)
    {
        var method = books.PaymentMethods[intent.PaymentMethod!];
        if (succeeded)
        {
            var card = method.Card with { ThreeDSecureResult = "authenticated" };
            Charge(books, intent, method with { Card = card }, method.Test?.DeclineCode, at);
            return;
        }

        var failure = new PaymentFailure(
            "payment_intent_authentication_failure",
            null,
            "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
            null)
        { PaymentMethod = method.Id };
        var failed = books.Put(intent with { Status = "requires_payment_method", PaymentMethod = null, LastFailure = failure }, at);
        books.Emit("payment_intent.payment_failed", at, failed);
    }

    private static StripeError? Charge(
        Books books, PaymentIntentRecord intent, PaymentMethodRecord method, string? declineCode, long at)
    {
        var order = SetupLookup.Again(intent, method.Card) with { PaymentMethod = method.Id, MethodType = method.MethodType };
        if (declineCode is not null)
        {
            var charge = PaymentOperations.Decline(books, intent, order, declineCode, at);
            return StripeError.Card(charge.Failure!, books.PaymentIntents[intent.Id]);
        }

        // The card is kept for later when that was asked for: https://docs.stripe.com/payments/save-during-payment
        if (intent is { SetupFutureUsage: not null, Customer: { } customer } && method.Customer is null)
        {
            PaymentMethodOperations.Attach(books, method, customer, at);
        }

        PaymentMethodOperations.Spend(books, method.Id);
        if (intent.CaptureMethod == "manual")
        {
            PaymentOperations.Authorize(books, intent, order, at);
        }
        else
        {
            PaymentOperations.Succeed(books, intent, order, at);
            InvoiceOperations.PaidBy(books, intent.Id, at);
        }

        return null;
    }
}
