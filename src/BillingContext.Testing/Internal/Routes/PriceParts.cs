using System.Globalization;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>The price that a request names, or describes in <c>price_data</c>.</summary>
internal static class PriceParts
{
    private static readonly IReadOnlyList<Parameter> Data =
    [
        Parameter.Text("currency"),
        Parameter.Text("product"),
        Parameter.Integer("unit_amount", minimum: 0, maximum: 99_999_999),
        .. Parameter.NotSimulated("tax_behavior", "unit_amount_decimal"),
    ];

    /// <summary>https://docs.stripe.com/api/invoiceitems/create#create_invoiceitem-price_data</summary>
    public static Parameter OneTime { get; } = Parameter.Hash("price_data", [.. Data]);

    /// <summary>https://docs.stripe.com/api/subscription_items/create#create_subscription_item-price_data</summary>
    public static Parameter Recurring { get; } = Parameter.Hash(
        "price_data",
        [
            .. Data,
            Parameter.Hash(
                "recurring",
                [Parameter.Choice("interval", "day", "week", "month", "year"), .. Parameter.NotSimulated("interval_count")]),
        ]);

    /// <summary>Both may be left out; then there is no price.</summary>
    public static StripeError? Read(
        Call call, FormValue? id, string idParam, FormValue? data, string dataParam, bool recurring, out PriceRecord? price)
    {
        price = null;
        if (id is not null && data is not null)
        {
            return new StripeError(400, $"You may only specify one of these parameters: {idParam}, {dataParam}.") { Param = dataParam };
        }

        if (id?.Text is { } named)
        {
            price = call.Books.Prices.Find(named);
            return price is null ? call.NoSuch("price", named, idParam, 400) : RefusesNamed(price, idParam, recurring);
        }

        return data is null ? null : Describe(call, data, dataParam, recurring, out price);
    }

    private static StripeError? RefusesNamed(PriceRecord price, string param, bool recurring) => price switch
    {
        { Active: false } => new StripeError(
            400, "The price specified is inactive. This field only accepts active prices.") { Param = param },
        _ when price.Interval is not null == recurring => null,
        _ => new StripeError(
            400,
            $"The price specified is set to `type={(recurring ? "one_time" : "recurring")}` but this field only accepts prices with " +
            $"`type={(recurring ? "recurring" : "one_time")}`.")
        { Param = param },
    };

    private static StripeError? Describe(Call call, FormValue data, string param, bool recurring, out PriceRecord? price)
    {
        price = null;
        var needed = recurring ? new[] { "currency", "product", "unit_amount", "recurring" } : ["currency", "product", "unit_amount"];
        if (needed.FirstOrDefault(name => data[name] is null) is { } missing)
        {
            return StripeError.Missing($"{param}[{missing}]");
        }

        var interval = data["recurring"]?["interval"]?.Text;
        if (recurring && interval is null)
        {
            return StripeError.Missing($"{param}[recurring][interval]");
        }

        if (AmountRules.RefusesCurrency(data["currency"]!.Text!, $"{param}[currency]", out var currency) is { } unknown)
        {
            return unknown;
        }

        if (call.Books.Products.Find(data["product"]!.Text) is not { } product)
        {
            return call.NoSuch("product", data["product"]!.Text!, $"{param}[product]", 400);
        }

        price = InlinePrices.Describe(
            product.Id, currency, long.Parse(data["unit_amount"]!.Text!, CultureInfo.InvariantCulture), interval);
        return null;
    }
}
