using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/prices</summary>
internal static class PriceRoutes
{
    private static readonly PriceResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(
            Resource,
            [
                Parameter.Text("product"),
                Parameter.Flag("active"),
                Parameter.Text("currency"),
                Parameter.Choice("type", "one_time", "recurring"),
                Parameter.Range("created"),
                .. Parameter.NotSimulated("lookup_keys", "recurring"),
            ],
            List),
        Searches.Route(Resource, SearchFields.Price),
        Retrieval.Route(Resource),
        Route.Change(
            "POST",
            "/v1/prices",
            Resource,
            Permissions.WritePrices,
            [
                Parameter.Text("currency"),
                Parameter.Integer("unit_amount", minimum: 0, maximum: 99_999_999),
                Parameter.Text("product"),
                Parameter.Hash("product_data", Parameter.Text("name")),
                Parameter.Hash(
                    "recurring",
                    [
                        Parameter.Choice("interval", "day", "week", "month", "year"),
                        .. Parameter.NotSimulated("interval_count", "meter", "trial_period_days", "usage_type"),
                    ]),
                Parameter.TextOrEmpty("nickname"),
                Parameter.Flag("active"),
                Parameter.Metadata,
                .. Parameter.NotSimulated(
                    "billing_scheme", "currency_options", "custom_unit_amount", "lookup_key", "tax_behavior", "tiers", "tiers_mode",
                    "transfer_lookup_key", "transform_quantity", "unit_amount_decimal"),
            ],
            Create),
        Route.Change(
            "POST",
            "/v1/prices/{id}",
            Resource,
            Permissions.WritePrices,
            [
                Parameter.TextOrEmpty("nickname"),
                Parameter.Flag("active"),
                Parameter.Metadata,
                .. Parameter.NotSimulated("currency_options", "lookup_key", "tax_behavior", "transfer_lookup_key"),
            ],
            Update),
    ];

    private static Answer List(Call call)
    {
        var (currency, type) = (call.Text("currency"), call.Text("type"));
        return Lists.Answer(
            call,
            Resource,
            [new("product", books => books.PricesByProduct, price => price.Product)],
            price => (!call.Has("active") || price.Active == call.Flag("active"))
                && (currency is null || price.Currency == currency)
                && (type is null || type == (price.Interval is null ? "one_time" : "recurring")));
    }

    private static Answer Create(Call call)
    {
        if (new[] { "currency", "unit_amount" }.FirstOrDefault(name => !call.Has(name)) is { } missing)
        {
            return StripeError.Missing(missing);
        }

        if (AmountRules.RefusesCurrency(call.Text("currency")!, "currency", out var currency) is { } unknown)
        {
            return unknown;
        }

        if (call.Has("recurring") && call.Text("recurring", "interval") is null)
        {
            return StripeError.Missing("recurring[interval]");
        }

        if (call.Text("product") is { } id && call.Books.Products.Find(id) is null)
        {
            return call.NoSuch("product", id, "product", 400);
        }

        if ((call.Text("product") ?? call.Text("product_data", "name")) is null)
        {
            return StripeError.Missing("product");
        }

        var price = new PriceRecord
        {
            Id = call.Books.Ids.Price(),
            Created = call.Books.Now(),
            Product = call.Text("product") ?? ProductRoutes.Add(call, call.Text("product_data", "name")!).Id,
            Currency = currency,
            UnitAmount = call.Integer("unit_amount")!.Value,
            Interval = call.Text("recurring", "interval"),
            Nickname = call.Changed("nickname", null),
            Active = !call.Has("active") || call.Flag("active"),
            Metadata = call.Metadata(ReadOnlyDictionary<string, string>.Empty),
        };
        call.Books.Prices.Add(price);
        call.Books.Emit("price.created", price.Created, price);
        return Answer.Object(Resource, price);
    }

    private static Answer Update(Call call)
    {
        if (call.Books.Prices.Find(call.Id) is not { } price)
        {
            return call.NoSuch("price", call.Id, "price", 404);
        }

        var changed = price with
        {
            Nickname = call.Changed("nickname", price.Nickname),
            Active = call.Has("active") ? call.Flag("active") : price.Active,
            Metadata = call.Metadata(price.Metadata),
        };
        call.Books.Prices.Change(changed);
        call.Books.Emit("price.updated", call.Books.Now(), changed, price);
        return Answer.Object(Resource, changed);
    }
}
