using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/subscriptions/update</summary>
internal static class SubscriptionUpdate
{
    private static readonly SubscriptionResource Resource = new();

    public static IReadOnlyList<Parameter> Known { get; } =
    [
        Parameter.Flag("cancel_at_period_end"),
        SubscriptionParts.CancellationDetails,
        Parameter.Text("default_payment_method"),
        Parameter.Hashes("items", [.. SubscriptionItemParts.KnownToChange]),
        Parameter.Metadata,
        Parameter.Flag("off_session"),
        .. SubscriptionItemChanges.Known,
        .. Parameter.NotSimulated(
            "add_invoice_items", "application_fee_percent", "automatic_tax", "billing_cycle_anchor", "billing_thresholds", "cancel_at",
            "collection_method", "days_until_due", "default_source", "default_tax_rates", "description", "discounts",
            "invoice_settings", "on_behalf_of", "pause_collection", "payment_settings", "pending_invoice_item_interval", "transfer_data",
            "trial_end", "trial_from_plan", "trial_settings"),
    ];

    public static Answer Update(Call call)
    {
        if (call.Books.Subscriptions.Find(call.Id) is not { } subscription)
        {
            return call.NoSuch("subscription", call.Id, "id", 404);
        }

        if (subscription.Ended && new[] { "cancel_at_period_end", "default_payment_method", "items" }.Any(call.Has))
        {
            return new StripeError(400, "A canceled subscription can only update its cancellation_details and metadata.")
            { Executed = true };
        }

        if (subscription.Schedule is { } schedule && call.Has("cancel_at_period_end"))
        {
            return new StripeError(
                400,
                $"The subscription is managed by the subscription schedule `{schedule}`, and updating any cancelation behavior directly is not "
                + "allowed. Please update the schedule instead.")
            { Executed = true };
        }

        if (call.Text("default_payment_method") is { } method && call.Books.PaymentMethods.Find(method)?.Customer != subscription.Customer)
        {
            return SubscriptionParts.NotAttached(method, "default_payment_method");
        }

        if (Change(call, subscription) is { } refusal)
        {
            return refusal;
        }

        if (call.Has("cancel_at_period_end"))
        {
            var (comment, feedback) = SubscriptionParts.Details(call);
            SubscriptionOperations.SetCancelAtPeriodEnd(
                call.Books, call.Books.Subscriptions[call.Id], call.Flag("cancel_at_period_end"), comment, feedback, call.Books.Now());
        }

        return Answer.Object(Resource, call.Books.Subscriptions[call.Id]);
    }

    private static StripeError? Change(Call call, SubscriptionRecord subscription)
    {
        var changed = subscription with
        {
            Metadata = call.Metadata(subscription.Metadata),
            PaymentMethod = call.Text("default_payment_method") ?? subscription.PaymentMethod,
        };
        if (call.Has("items"))
        {
            return SubscriptionItemParts.Read(call, subscription.Items, out var orders)
                ?? SubscriptionItemChanges.Apply(call, changed, orders);
        }

        if (call.Has("metadata") || call.Has("default_payment_method"))
        {
            SubscriptionOperations.Change(call.Books, changed, call.Books.Now());
        }

        return null;
    }
}
