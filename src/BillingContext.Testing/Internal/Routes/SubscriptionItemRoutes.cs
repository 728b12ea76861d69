using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/subscription_items</summary>
internal static class SubscriptionItemRoutes
{
    private static readonly SubscriptionItemResource Resource = new();

    private static readonly Parameter[] Known =
    [
        .. SubscriptionItemParts.Known.Where(parameter => parameter.Name != "metadata"),
        .. SubscriptionItemChanges.Known,
        Parameter.Metadata,
        Parameter.Flag("off_session"),
    ];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(Resource, [Parameter.Text("subscription")], List),
        Retrieval.Route(Resource),
        Route.Change(
            "POST", "/v1/subscription_items", Resource, Permissions.WriteSubscriptions, [Parameter.Text("subscription"), .. Known], Create),
        Change("POST", Known, Update),
        Change("DELETE", [.. SubscriptionItemChanges.Known, .. Parameter.NotSimulated("clear_usage")], Delete),
    ];

    private static Answer List(Call call)
        => call.Has("subscription")
            ? Lists.Answer(call, Resource, [new("subscription", books => books.SubscriptionItemsBySubscription, item => item.Subscription)])
            : StripeError.Missing("subscription");

    private static Answer Create(Call call)
    {
        if (call.Text("subscription") is not { } id)
        {
            return StripeError.Missing("subscription");
        }

        if (call.Books.Subscriptions.Find(id) is not { } subscription)
        {
            return call.NoSuch("subscription", id, "subscription", 400);
        }

        if (Price(call, out var price) is { } noPrice)
        {
            return noPrice;
        }

        if (price is null)
        {
            return StripeError.Missing("price");
        }

        var order = new ItemOrder(price, call.Integer("quantity") ?? 1)
        {
            Metadata = call.Metadata(ReadOnlyDictionary<string, string>.Empty),
        };
        return SubscriptionItemChanges.Apply(call, subscription, [.. subscription.Items.Select(SubscriptionItemParts.Again), order])
            ?? Answer.Object(Resource, call.Books.Subscriptions[id].Items[^1]);
    }

    private static Answer Update(Call call, SubscriptionItemRecord item, SubscriptionRecord subscription)
    {
        if (Price(call, out var price) is { } noPrice)
        {
            return noPrice;
        }

        var changed = new ItemOrder(price ?? item.Price, call.Integer("quantity") ?? item.Quantity, item.Id)
        {
            Metadata = call.Metadata(item.Metadata),
        };
        return SubscriptionItemChanges.Apply(
            call,
            subscription,
            [.. subscription.Items.Select(other => other.Id == item.Id ? changed : SubscriptionItemParts.Again(other))])
            ?? Answer.Object(Resource, call.Books.SubscriptionItems[item.Id]);
    }

    private static Answer Delete(Call call, SubscriptionItemRecord item, SubscriptionRecord subscription)
        => SubscriptionItemChanges.Apply(
            call, subscription, [.. subscription.Items.Where(other => other.Id != item.Id).Select(SubscriptionItemParts.Again)])
            ?? Answer.Object(new DeletedResource(Resource), item);

    private static StripeError? Price(Call call, out PriceRecord? price) => PriceParts.Read(
        call, call.Value("price"), "price", call.Value("price_data"), "price_data", recurring: true, out price);

    private static Route Change(
        string method, IReadOnlyList<Parameter> parameters, Func<Call, SubscriptionItemRecord, SubscriptionRecord, Answer> handle)
        => Route.Change(
            method,
            "/v1/subscription_items/{id}",
            Resource,
            Permissions.WriteSubscriptions,
            parameters,
            call => call.Books.SubscriptionItems.Find(call.Id) is { } item
                ? handle(call, item, call.Books.Subscriptions[item.Subscription])
                : call.NoSuch("subscription_item", call.Id, "item", 404));
}
