using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>Other prices, other quantities: https://docs.stripe.com/billing/subscriptions/change-price</summary>
internal static class SubscriptionItemChanges
{
    public static IReadOnlyList<Parameter> Known { get; } =
    [
        Parameter.Choice("payment_behavior", "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"),
        Parameter.Choice("proration_behavior", "always_invoice", "create_prorations", "none"),
        .. Parameter.NotSimulated("proration_date"),
    ];

    /// <summary>Null when the subscription has the items now; what else is new of it comes with <paramref name="changed"/>.</summary>
    public static StripeError? Apply(Call call, SubscriptionRecord changed, IReadOnlyList<ItemOrder> orders)
    {
        var (books, now) = (call.Books, call.Books.Now());
        var before = books.Subscriptions[changed.Id];
        if (Refuses(call, before, orders) is { } refusal)
        {
            return refusal;
        }

        var bills = Bills(before, orders);
        if (bills && RefusesBilling(call, changed) is { } unpaid)
        {
            return unpaid;
        }

        changed = SubscriptionItems.With(books, changed, orders, now);
        SubscriptionItems.Keep(books, changed);
        if (bills)
        {
            SubscriptionOperations.StartPeriod(books, changed, now);
        }
        else
        {
            SubscriptionOperations.Change(books, changed, now);
        }

        return null;
    }

    private static StripeError? Refuses(Call call, SubscriptionRecord before, IReadOnlyList<ItemOrder> orders)
    {
        if (before.Ended)
        {
            return new StripeError(400, "A canceled subscription can only update its cancellation_details and metadata.")
            { Executed = true };
        }

        if (before.Status == "incomplete")
        {
            return new StripeError(400, "The items of an incomplete subscription cannot be changed before its first invoice is paid.")
            { Param = "items", Executed = true };
        }

        return SubscriptionItemParts.Refuses(orders)
            ?? (Prorates(before, orders) && call.Text("proration_behavior") != "none"
                ? Errors.NotSimulated("prorations; send proration_behavior=none", "proration_behavior")
                : null);
    }

    /// <summary>Nothing is prorated in a trial, or of what was free.</summary>
    private static bool Prorates(SubscriptionRecord before, IReadOnlyList<ItemOrder> orders)
        => before.Status != "trialing"
            && before.Total > 0
            && !before.Items.Select(item => (item.Id, item.Price.Id, item.Quantity))
                .SequenceEqual(orders.Select(order => (order.Id ?? "", order.Price.Id, order.Quantity)));

    /// <summary>
    /// Another interval, or the step from free to paid, begins a new period that is paid at once:
    /// https://docs.stripe.com/api/subscriptions/update
    /// </summary>
    private static bool Bills(SubscriptionRecord before, IReadOnlyList<ItemOrder> orders)
        => before.Status != "trialing"
            && (orders[0].Price.Interval != before.Interval
                || (before.Total == 0 && orders.Any(order => order.Price.UnitAmount * order.Quantity > 0)));

    private static StripeError? RefusesBilling(Call call, SubscriptionRecord subscription)
    {
        var behavior = call.Text("payment_behavior");
        if (behavior is "default_incomplete" or "pending_if_incomplete")
        {
            return Errors.NotSimulated("changes that wait for their payment", "payment_behavior");
        }

        var usual = subscription.PaymentMethod ?? call.Books.Customers[subscription.Customer].DefaultPaymentMethod;
        return behavior == "error_if_incomplete" && SubscriptionRenewals.DeclineCode(call.Books, usual) is { } code
            ? StripeError.Card(Declines.Failure(code, null), null)
            : null;
    }
}
