using System.Globalization;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>The <c>items</c> of a subscription that is made or changed.</summary>
internal static class SubscriptionItemParts
{
    // https://docs.stripe.com/billing/subscriptions/multiple-products
    private const int MaximumItems = 20;

    public static IReadOnlyList<Parameter> Known { get; } =
    [
        Parameter.Text("price"),
        PriceParts.Recurring,
        Parameter.Integer("quantity", 0, 1_000_000),
        .. Parameter.NotSimulated("billing_thresholds", "discounts", "metadata", "plan", "tax_rates"),
    ];

    public static IReadOnlyList<Parameter> KnownToChange { get; } = [Parameter.Text("id"), Parameter.Flag("deleted"), .. Known];

    public static ItemOrder Again(SubscriptionItemRecord item) => new(item.Price, item.Quantity, item.Id) { Metadata = item.Metadata };

    /// <summary>The items there are to be, in their order: changed ones stay where they were.</summary>
    public static StripeError? Read(Call call, IReadOnlyList<SubscriptionItemRecord> before, out List<ItemOrder> orders)
    {
        orders = [.. before.Select(Again)];
        foreach (var (key, given) in call.Value("items")?.Children ?? new Dictionary<string, FormValue>())
        {
            var path = $"items[{key}]";
            var place = given["id"]?.Text is { } id ? orders.FindIndex(order => order.Id == id) : -1;
            if (given["id"] is not null && place < 0)
            {
                return call.NoSuch("subscription_item", given["id"]!.Text!, $"{path}[id]", 400);
            }

            if (place >= 0 && given["deleted"]?.Text == "true")
            {
                orders.RemoveAt(place);
                continue;
            }

            if (PriceParts.Read(
                call, given["price"], $"{path}[price]", given["price_data"], $"{path}[price_data]", recurring: true, out var price)
                is { } noPrice)
            {
                return noPrice;
            }

            if (price is null && place < 0)
            {
                return StripeError.Missing($"{path}[price]");
            }

            var quantity = given["quantity"]?.Text is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : (long?)null;
            if (place < 0)
            {
                orders.Add(new ItemOrder(price!, quantity ?? 1));
            }
            else
            {
                orders[place] = orders[place] with { Price = price ?? orders[place].Price, Quantity = quantity ?? orders[place].Quantity };
            }
        }

        return Refuses(orders);
    }

    public static StripeError? Refuses(IReadOnlyList<ItemOrder> orders)
    {
        if (orders.Count == 0)
        {
            return Refusal("A subscription must have at least one active price. To end it, cancel the subscription instead.");
        }

        if (orders.Count > MaximumItems)
        {
            return Refusal($"A subscription can have at most {MaximumItems} items.");
        }

        var named = orders.Select(order => order.Price.Id).Where(id => id.Length > 0);
        if (named.CountBy(id => id).FirstOrDefault(price => price.Value > 1).Key is { } twice)
        {
            return Refusal($"Cannot add multiple subscription items with the same price: {twice}.");
        }

        var first = orders[0].Price;
        if (orders.Any(order => order.Price.Currency != first.Currency))
        {
            return Refusal($"All items of a subscription must have the same currency; the first one has `{first.Currency}`.");
        }

        return orders.Any(order => order.Price.Interval != first.Interval)
            ? Errors.NotSimulated("subscriptions whose items have different billing periods", "items")
            : null;
    }

    private static StripeError Refusal(string message) => new(400, message) { Param = "items" };
}
