using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>What a subscription is made of: https://docs.stripe.com/api/subscription_items</summary>
internal static class SubscriptionItems
{
    public static SubscriptionItemRecord New(Books books, string subscription, ItemOrder order, long at) => new()
    {
        Id = books.Ids.SubscriptionItem(),
        Created = at,
        Subscription = subscription,
        Price = InlinePrices.Keep(books, order.Price, at),
        Quantity = order.Quantity,
        Metadata = order.Metadata,
    };

    /// <summary>Makes the items what the orders say; prorations are somebody else's matter.</summary>
    public static SubscriptionRecord With(Books books, SubscriptionRecord subscription, IReadOnlyList<ItemOrder> orders, long at)
        => subscription with
        {
            Items =
            [
                .. orders.Select(order => subscription.Items.FirstOrDefault(item => item.Id == order.Id) is { } item
                    ? item with
                    {
                        Price = InlinePrices.Keep(books, order.Price, at),
                        Quantity = order.Quantity,
                        Metadata = order.Metadata,
                    }
                    : New(books, subscription.Id, order, at)),
            ],
            Interval = orders[0].Price.Interval!,
        };

    /// <summary>Lets the items be found by their own ids.</summary>
    public static void Keep(Books books, SubscriptionRecord subscription)
    {
        var gone = Table<SubscriptionItemRecord>.Newest(books.SubscriptionItemsBySubscription.Of(subscription.Id))
            .Where(old => subscription.Items.All(item => item.Id != old.Id)).ToList();
        foreach (var old in gone)
        {
            books.SubscriptionItems.Remove(old.Id);
        }

        foreach (var item in subscription.Items)
        {
            _ = books.SubscriptionItems.Find(item.Id) is null ? books.SubscriptionItems.Add(item) : books.SubscriptionItems.Change(item);
        }
    }
}
