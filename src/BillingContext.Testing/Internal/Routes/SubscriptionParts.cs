using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>What a new subscription is made of: https://docs.stripe.com/api/subscriptions/create</summary>
internal static class SubscriptionParts
{
    public static IReadOnlyList<Parameter> Known { get; } =
    [
        Parameter.Flag("cancel_at_period_end"),
        Parameter.Choice("collection_method", "charge_automatically", "send_invoice"),
        Parameter.Text("customer"),
        Parameter.Text("default_payment_method"),
        Parameter.Hashes(
            "items",
            [
                Parameter.Text("price"),
                Parameter.Integer("quantity", 1, 1_000_000),
                .. Parameter.NotSimulated("billing_thresholds", "discounts", "metadata", "plan", "price_data", "tax_rates"),
            ]),
        Parameter.Metadata,
        Parameter.Flag("off_session"),
        Parameter.Choice("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"),
        Parameter.Integer("trial_period_days", 0, 730),
        .. Parameter.NotSimulated(
            "add_invoice_items", "automatic_tax", "backdate_start_date", "billing_cycle_anchor", "billing_mode", "cancel_at", "currency",
            "days_until_due", "default_source", "default_tax_rates", "description", "discounts", "invoice_settings",
            "payment_settings", "pending_invoice_item_interval", "proration_behavior", "transfer_data", "trial_end", "trial_settings"),
    ];

    public static StripeError NotAttached(string id, string param) => new(
        400, $"The customer does not have a payment method with the ID {id}. The payment method must be attached to the customer.")
    { Code = "resource_missing", Param = param, Executed = true };

    public static StripeError? Item(Call call, out PriceRecord? price, out long quantity)
    {
        (price, quantity) = (null, 1);
        var items = call.Hashes("items");
        if (items.Count == 0)
        {
            return StripeError.Missing("items");
        }

        if (items.Count > 1)
        {
            return Errors.NotSimulated("subscriptions of several items", "items");
        }

        if (items[0]["price"]?.Text is not { } id)
        {
            return StripeError.Missing("items[0][price]");
        }

        if ((price = call.Books.Prices.Find(id)) is null)
        {
            return call.NoSuch("price", id, "items[0][price]", 400);
        }

        quantity = long.Parse(items[0]["quantity"]?.Text ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        return price switch
        {
            { Active: false } => new StripeError(
                400, $"The price specified is inactive. This field only accepts active prices.") { Param = "items[0][price]" },
            { Interval: null } => new StripeError(
                400, $"The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.")
            { Param = "items[0][price]" },
            _ => null,
        };
    }

    /// <summary>The subscription's own, or the customer's: https://docs.stripe.com/billing/subscriptions/overview</summary>
    public static StripeError? Method(Call call, CustomerRecord customer, bool needed, out PaymentMethodRecord? method)
    {
        method = null;
        var given = call.Text("default_payment_method");
        if (given is not null && call.Books.PaymentMethods.Find(given)?.Customer != customer.Id)
        {
            return NotAttached(given, "default_payment_method");
        }

        method = call.Books.PaymentMethods.Find(given ?? customer.DefaultPaymentMethod);
        return method is not null || !needed
            ? null
            : new StripeError(
                400,
                "This customer has no attached payment source or default payment method. " +
                "Please consider adding a default payment method. For more information, visit " +
                "https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.")
            { Code = "resource_missing", Executed = true };
    }
}
