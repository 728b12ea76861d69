using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>What the requests that create, change and confirm a payment intent have in common.</summary>
internal static class PaymentIntentParts
{
    /// <summary>Parameters of a confirmation: https://docs.stripe.com/api/payment_intents/confirm</summary>
    public static IReadOnlyList<Parameter> Confirming { get; } =
    [
        Parameter.Flag("error_on_requires_action"),
        Parameter.Choice("off_session", "true", "false", "one_off", "recurring"),
        Parameter.Text("return_url"),
        Parameter.Flag("use_stripe_sdk"),
    ];

    public static IReadOnlyList<Parameter> NotSimulated { get; } =
    [
        .. Parameter.NotSimulated(
            "amount_details", "application_fee_amount", "confirmation_token", "customer_account", "excluded_payment_method_types",
            "hooks", "mandate", "mandate_data", "on_behalf_of", "payment_method_configuration", "payment_method_data",
            "payment_method_options", "radar_options", "shipping", "statement_descriptor", "statement_descriptor_suffix",
            "transfer_data", "transfer_group"),
    ];

    public static string? AllowRedirects(Call call)
    {
        // Since 2023-08-16 the dashboard's methods are the default: https://docs.stripe.com/upgrades#2023-08-16
        var automatic = call.Text("automatic_payment_methods", "enabled") == "true" || !call.Has("payment_method_types");
        return automatic ? call.Text("automatic_payment_methods", "allow_redirects") ?? "always" : null;
    }

    /// <summary>Whether the customer is there to be asked for authentication.</summary>
    public static bool MayAsk(Call call) => call.Text("off_session") is null or "false" && !call.Flag("error_on_requires_action");

    /// <summary>A customer or payment method that does not exist, or that do not belong together.</summary>
    public static StripeError? RefusesParties(Call call, string? customer)
    {
        if (customer is not null && call.Books.Customers.Find(customer) is not { Deleted: false })
        {
            return call.NoSuch("customer", customer, "customer", 400);
        }

        if (call.Texts("payment_method_types").Any(type => type != "card"))
        {
            return Errors.NotSimulated("payment methods other than cards over HTTP", "payment_method_types");
        }

        if (call.Text("payment_method") is not { } id)
        {
            return null;
        }

        if (!PaymentMethodOperations.Exists(call.Books, id))
        {
            return MissingMethod(call, id, 400);
        }

        var method = call.Books.PaymentMethods.Find(id);
        if (method is { Spent: true })
        {
            return PaymentMethodOperations.NotAgain;
        }

        return method?.Customer is { } owner && owner != customer
            ? new StripeError(
                400,
                $"The PaymentMethod you provided ({id}) belongs to Customer {owner}. " +
                "Please include the Customer in the `customer` parameter on the PaymentIntent.")
            { Code = "payment_intent_unexpected_state", Param = "payment_method", Executed = true }
            : null;
    }

    /// <summary>Stripe's test mode has more of them: https://docs.stripe.com/testing?testing-method=payment-methods</summary>
    public static StripeError MissingMethod(Call call, string id, int status)
        => !call.Books.Livemode && id.StartsWith("pm_", StringComparison.Ordinal) && id.LastIndexOf('_') > 2
            ? Errors.NotSimulated($"the test payment method {id}", "payment_method")
            : call.NoSuch("payment_method", id, "payment_method", status);

    public static StripeError NoMethod(PaymentIntentRecord? intent) => UnexpectedState(
        intent,
        "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent " +
        "with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.");

    /// <summary>https://docs.stripe.com/error-codes#payment-intent-unexpected-state</summary>
    public static StripeError UnexpectedState(PaymentIntentRecord? intent, string message)
        => new(400, message) { Code = "payment_intent_unexpected_state", PaymentIntent = intent, Executed = true };
}
