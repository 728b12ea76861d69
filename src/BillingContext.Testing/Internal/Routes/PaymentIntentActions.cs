using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>Confirm, capture and cancel: https://docs.stripe.com/payments/paymentintents/lifecycle</summary>
internal static class PaymentIntentActions
{
    private static readonly string[] Cancelable =
        ["requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing"];

    private static readonly PaymentIntentResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Post("confirm", Confirm, [Parameter.Text("payment_method"), .. PaymentIntentParts.Confirming, .. Parameter.NotSimulated(
            "capture_method", "confirmation_token", "mandate", "mandate_data", "payment_method_data", "payment_method_options",
            "payment_method_types", "radar_options", "receipt_email", "setup_future_usage", "shipping")]),
        Post(
            "capture",
            Capture,
            [
                Parameter.Integer("amount_to_capture", minimum: 1),
                Parameter.Flag("final_capture"),
                Parameter.Metadata,
                .. Parameter.NotSimulated(
                    "application_fee_amount", "payment_details", "statement_descriptor", "statement_descriptor_suffix", "transfer_data"),
            ]),
        Post("cancel", Cancel, [Parameter.Choice(
            "cancellation_reason", "duplicate", "fraudulent", "requested_by_customer", "abandoned")]),
    ];

    private static Answer Confirm(Call call, PaymentIntentRecord intent)
    {
        if (intent.Status is not ("requires_payment_method" or "requires_confirmation" or "requires_action"))
        {
            return PaymentIntentParts.UnexpectedState(
                intent,
                intent.Status == "succeeded"
                    ? "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
                    : $"This PaymentIntent's status is {intent.Status} and it cannot be confirmed. Only a PaymentIntent with one of the " +
                      "following statuses may be confirmed: requires_confirmation, requires_action, requires_payment_method.");
        }

        if (PaymentIntentParts.RefusesParties(call, intent.Customer) is { } refusal)
        {
            return refusal;
        }

        if ((call.Text("payment_method") ?? intent.PaymentMethod) is not { } id)
        {
            return PaymentIntentParts.NoMethod(intent);
        }

        var (books, now) = (call.Books, call.Books.Now());
        var method = PaymentMethodOperations.Take(books, id, now);
        if (method.Spent)
        {
            return PaymentMethodOperations.NotAgain;
        }

        intent = books.Put(intent with { ReturnUrl = call.Text("return_url") ?? intent.ReturnUrl }, now);
        return Confirmation.Confirm(books, intent, method, PaymentIntentParts.MayAsk(call), now) is { } failure
            ? failure
            : Answer.Object(Resource, books.PaymentIntents[intent.Id]);
    }

    /// <summary>What is not captured is released: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method</summary>
    private static Answer Capture(Call call, PaymentIntentRecord intent)
    {
        if (intent is { Status: "succeeded", CaptureMethod: "manual" } && intent.AmountReceived < intent.Amount)
        {
            return PaymentIntentParts.UnexpectedState(
                intent,
                "The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has " +
                "been released.");
        }

        if (intent.Status != "requires_capture")
        {
            return PaymentIntentParts.UnexpectedState(
                intent,
                $"This PaymentIntent could not be captured because it has a status of {intent.Status}. " +
                "Only a PaymentIntent with one of the following statuses may be captured: requires_capture.");
        }

        if (call.Has("final_capture") && !call.Flag("final_capture"))
        {
            return Errors.NotSimulated("several captures of one payment (multicapture)", "final_capture");
        }

        var amount = call.Integer("amount_to_capture") ?? intent.AmountCapturable;
        if (amount > intent.AmountCapturable)
        {
            return new StripeError(
                400,
                $"The requested capture amount ({amount}) is greater than the amount you can capture for this charge " +
                $"({intent.AmountCapturable}).")
            { Code = "amount_too_large", Param = "amount_to_capture", PaymentIntent = intent, Executed = true };
        }

        if (AmountRules.RefusesUnits(amount, intent.Currency) is { } wrongUnits)
        {
            return wrongUnits with { Param = "amount_to_capture" };
        }

        PaymentOperations.Capture(call.Books, intent with { Metadata = call.Metadata(intent.Metadata) }, amount, call.Books.Now());
        return Answer.Object(Resource, call.Books.PaymentIntents[intent.Id]);
    }

    /// <summary>https://docs.stripe.com/api/payment_intents/cancel</summary>
    private static Answer Cancel(Call call, PaymentIntentRecord intent)
    {
        if (!Cancelable.Contains(intent.Status))
        {
            return PaymentIntentParts.UnexpectedState(
                intent,
                $"You cannot cancel this PaymentIntent because it has a status of {intent.Status}. Only a PaymentIntent with one of the " +
                $"following statuses may be canceled: {string.Join(", ", Cancelable)}.");
        }

        PaymentOperations.Cancel(call.Books, intent, call.Text("cancellation_reason"), call.Books.Now());
        return Answer.Object(Resource, call.Books.PaymentIntents[intent.Id]);
    }

    private static Route Post(string action, Func<Call, PaymentIntentRecord, Answer> handle, IReadOnlyList<Parameter> parameters)
        => Changes.Route(Resource, "POST", "/" + action, Permissions.WritePaymentIntents, parameters, handle);
}
