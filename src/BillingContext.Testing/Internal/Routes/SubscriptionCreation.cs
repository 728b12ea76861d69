using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/subscriptions/create</summary>
internal static class SubscriptionCreation
{
    private static readonly SubscriptionResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Change("POST", "/v1/subscriptions", Resource, Permissions.WriteSubscriptions, SubscriptionParts.Known, Create),
    ];

    private static Answer Create(Call call)
    {
        if (CustomerParts.Read(call, out var customer) is { } noCustomer)
        {
            return noCustomer;
        }

        var behavior = call.Text("payment_behavior") ?? "allow_incomplete";
        if (behavior == "pending_if_incomplete" || call.Text("collection_method") == "send_invoice")
        {
            return Errors.NotSimulated(
                "this way of collecting", behavior == "pending_if_incomplete" ? "payment_behavior" : "collection_method");
        }

        if (!call.Has("items"))
        {
            return StripeError.Missing("items");
        }

        if (SubscriptionItemParts.Read(call, [], out var items) is { } wrongItem)
        {
            return wrongItem;
        }

        var days = (int)(call.Integer("trial_period_days") ?? 0);
        var waits = behavior == "default_incomplete";
        if (SubscriptionParts.Method(call, customer!, needed: days == 0 && !waits, out var method) is { } noMethod)
        {
            return noMethod;
        }

        var decline = days > 0 || waits ? null : SubscriptionRenewals.DeclineCode(call.Books, method?.Id);
        if (decline is not null && behavior == "error_if_incomplete")
        {
            return StripeError.Card(Declines.Failure(decline, null), null);
        }

        return Answer.Object(Resource, Start(call, method, new SubscriptionOrder(customer!.Id, items)
        {
            Card = method?.Card ?? SimulatedCard.Default,
            Metadata = call.Metadata(ReadOnlyDictionary<string, string>.Empty),
            TrialDays = days,
            DefaultPaymentMethod = call.Text("default_payment_method"),
            DeclineCode = decline,
            Waits = waits,
            Renews = true,
        }));
    }

    private static SubscriptionRecord Start(Call call, PaymentMethodRecord? method, SubscriptionOrder order)
    {
        var (books, now) = (call.Books, call.Books.Now());
        var (subscription, _) = SubscriptionOperations.Start(books, order with { PaymentMethod = method?.Id }, now);
        if (call.Flag("cancel_at_period_end"))
        {
            SubscriptionOperations.SetCancelAtPeriodEnd(books, books.Subscriptions[subscription.Id], true, null, null, now);
        }

        return books.Subscriptions[subscription.Id];
    }
}
