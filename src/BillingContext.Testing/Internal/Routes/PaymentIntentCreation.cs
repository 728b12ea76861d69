using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/payment_intents/create</summary>
internal static class PaymentIntentCreation
{
    private static readonly PaymentIntentResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Change(
            "POST",
            "/v1/payment_intents",
            Resource,
            Permissions.WritePaymentIntents,
            [
                Parameter.Integer("amount", minimum: 1),
                Parameter.Text("currency"),
                Parameter.Hash(
                    "automatic_payment_methods", Parameter.Flag("enabled"), Parameter.Choice("allow_redirects", "always", "never")),
                Parameter.Choice("capture_method", "automatic", "automatic_async", "manual"),
                Parameter.Flag("confirm"),
                Parameter.Choice("confirmation_method", "automatic", "manual"),
                Parameter.Text("customer"),
                Parameter.TextOrEmpty("description"),
                Parameter.Metadata,
                Parameter.Text("payment_method"),
                Parameter.Texts("payment_method_types"),
                Parameter.Hash("payment_details", Parameter.Text("order_reference")),
                Parameter.Email("receipt_email"),
                Parameter.Choice("setup_future_usage", "off_session", "on_session"),
                .. PaymentIntentParts.Confirming,
                .. PaymentIntentParts.NotSimulated,
            ],
            Create),
    ];

    private static Answer Create(Call call)
    {
        if (Refuses(call) is { } refusal)
        {
            return refusal;
        }

        var (books, now) = (call.Books, call.Books.Now());
        var method = call.Text("payment_method") is { } id ? PaymentMethodOperations.Take(books, id, now) : null;
        var order = new PaymentOrder
        {
            Amount = call.Integer("amount")!.Value,
            Currency = call.Text("currency")!.ToLowerInvariant(),
            Customer = call.Text("customer"),
            Description = call.Changed("description", null),
            Metadata = call.Metadata(ReadOnlyDictionary<string, string>.Empty),
            OrderReference = call.Text("payment_details", "order_reference"),
            ReceiptEmail = call.Changed("receipt_email", null),
        };
        var intent = PaymentOperations.CreateIntent(books, order, now, with: fresh => fresh with
        {
            Status = method is null ? "requires_payment_method" : "requires_confirmation",
            PaymentMethod = method?.Id,
            CaptureMethod = call.Text("capture_method") ?? "automatic_async",
            ConfirmationMethod = call.Text("confirmation_method") ?? "automatic",
            SetupFutureUsage = call.Text("setup_future_usage"),
            AllowRedirects = PaymentIntentParts.AllowRedirects(call),
            ReturnUrl = call.Text("return_url"),
        });
        return call.Flag("confirm") && Confirmation.Confirm(books, intent, method!, PaymentIntentParts.MayAsk(call), now) is { } failure
            ? failure
            : Answer.Object(Resource, books.PaymentIntents[intent.Id]);
    }

    private static StripeError? Refuses(Call call)
    {
        if (call.Integer("amount") is not { } amount)
        {
            return StripeError.Missing("amount");
        }

        if (call.Text("currency") is not { } given)
        {
            return StripeError.Missing("currency");
        }

        if (AmountRules.RefusesCurrency(given, "currency", out var currency) is { } unknown)
        {
            return unknown;
        }

        if (AmountRules.Refuses(amount, currency) is { } wrongAmount)
        {
            return wrongAmount;
        }

        if (!call.Flag("confirm")
            && PaymentIntentParts.Confirming.FirstOrDefault(p => p.Name != "use_stripe_sdk" && call.Has(p.Name)) is { } early)
        {
            return new StripeError(400, $"You can only use `{early.Name}` when `confirm` is set to true.") { Param = early.Name };
        }

        return PaymentIntentParts.RefusesParties(call, call.Text("customer"))
            ?? (call.Flag("confirm") && !call.Has("payment_method") ? PaymentIntentParts.NoMethod(null) : null);
    }
}
