using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/payment_intents/update</summary>
internal static class PaymentIntentUpdate
{
    // The rest may change at any time: https://docs.stripe.com/api/payment_intents/update
    private static readonly string[] OnlyBeforePayment = ["amount", "currency", "customer", "payment_method", "setup_future_usage"];

    private static readonly PaymentIntentResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Change(
            "POST",
            "/v1/payment_intents/{id}",
            Resource,
            Permissions.WritePaymentIntents,
            [
                Parameter.Integer("amount", minimum: 1),
                Parameter.Text("currency"),
                Parameter.Text("customer"),
                Parameter.TextOrEmpty("description"),
                Parameter.Metadata,
                Parameter.Text("payment_method"),
                Parameter.Hash("payment_details", Parameter.Text("order_reference")),
                Parameter.Email("receipt_email"),
                Parameter.Choice("setup_future_usage", "off_session", "on_session"),
                .. PaymentIntentParts.NotSimulated,
                .. Parameter.NotSimulated("capture_method", "payment_method_types"),
            ],
            Update),
    ];

    private static Answer Update(Call call)
    {
        if (call.Books.PaymentIntents.Find(call.Id) is not { } intent)
        {
            return call.NoSuch("payment_intent", call.Id, "intent", 404);
        }

        if (Refuses(call, intent) is { } refusal)
        {
            return refusal;
        }

        var (books, now) = (call.Books, call.Books.Now());
        var method = call.Text("payment_method") is { } id ? PaymentMethodOperations.Take(books, id, now) : null;
        return Answer.Object(Resource, books.Put(
            intent with
            {
                Amount = call.Integer("amount") ?? intent.Amount,
                Currency = call.Text("currency")?.ToLowerInvariant() ?? intent.Currency,
                Customer = call.Text("customer") ?? intent.Customer,
                Description = call.Changed("description", intent.Description),
                Metadata = call.Metadata(intent.Metadata),
                OrderReference = call.Text("payment_details", "order_reference") ?? intent.OrderReference,
                PaymentMethod = method?.Id ?? intent.PaymentMethod,
                ReceiptEmail = call.Changed("receipt_email", intent.ReceiptEmail),
                SetupFutureUsage = call.Text("setup_future_usage") ?? intent.SetupFutureUsage,
                Status = method is null ? intent.Status : "requires_confirmation",
            },
            now));
    }

    private static StripeError? Refuses(Call call, PaymentIntentRecord intent)
    {
        var open = intent.Status is "requires_payment_method" or "requires_confirmation" or "requires_action";
        if (!open && OnlyBeforePayment.FirstOrDefault(call.Has) is { } late)
        {
            return PaymentIntentParts.UnexpectedState(
                intent,
                $"This PaymentIntent's {late} could not be updated because it has a status of {intent.Status}. You may only update the " +
                $"{late} of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, " +
                "requires_action.") with
            { Param = late };
        }

        if (AmountRules.RefusesCurrency(call.Text("currency") ?? intent.Currency, "currency", out var currency) is { } unknown)
        {
            return unknown;
        }

        if ((call.Has("amount") || call.Has("currency"))
            && AmountRules.Refuses(call.Integer("amount") ?? intent.Amount, currency) is { } wrong)
        {
            return wrong;
        }

        return PaymentIntentParts.RefusesParties(call, call.Text("customer") ?? intent.Customer);
    }
}
