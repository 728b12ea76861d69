using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>What a new subscription is made of: https://docs.stripe.com/api/subscriptions/create</summary>
internal static class SubscriptionParts
{
    public static Parameter CancellationDetails { get; } = Parameter.Hash(
        "cancellation_details",
        Parameter.Text("comment"),
        Parameter.Choice(
            "feedback",
            "customer_service",
            "low_quality",
            "missing_features",
            "other",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused"));

    public static IReadOnlyList<Parameter> Known { get; } =
    [
        Parameter.Flag("cancel_at_period_end"),
        Parameter.Choice("collection_method", "charge_automatically", "send_invoice"),
        Parameter.Text("customer"),
        Parameter.Text("default_payment_method"),
        Parameter.Hashes("items", [.. SubscriptionItemParts.Known]),
        Parameter.Metadata,
        Parameter.Flag("off_session"),
        Parameter.Choice("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"),
        Parameter.Choice("proration_behavior", "always_invoice", "create_prorations", "none"),
        Parameter.Integer("trial_period_days", 0, 730),
        .. Parameter.NotSimulated(
            "add_invoice_items", "application_fee_percent", "automatic_tax", "backdate_start_date", "billing_cycle_anchor",
            "billing_cycle_anchor_config", "billing_mode", "billing_thresholds", "cancel_at", "currency", "customer_account",
            "days_until_due", "default_source", "default_tax_rates", "description", "discounts", "invoice_settings", "on_behalf_of",
            "payment_settings", "pending_invoice_item_interval", "transfer_data", "trial_end", "trial_from_plan", "trial_settings"),
    ];

    public static StripeError NotAttached(string id, string param) => new(
        400, $"The customer does not have a payment method with the ID {id}. The payment method must be attached to the customer.")
    { Code = "resource_missing", Param = param, Executed = true };

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

    public static (string? Comment, string? Feedback) Details(Call call)
        => (call.Text("cancellation_details", "comment"), call.Text("cancellation_details", "feedback"));
}
