using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>What an invoice item is made of: https://docs.stripe.com/api/invoiceitems/create</summary>
internal static class InvoiceItemParts
{
    private const int MaximumItems = 250;
    private const long MaximumAmount = 99_999_999;

    public static IReadOnlyList<Parameter> Known { get; } =
    [
        Parameter.Integer("amount", -MaximumAmount, MaximumAmount),
        Parameter.TextOrEmpty("description"),
        Parameter.Flag("discountable"),
        Parameter.Metadata,
        Parameter.Hash("period", Parameter.Integer("start"), Parameter.Integer("end")),
        PriceParts.OneTime,
        Parameter.Hash("pricing", Parameter.Text("price")),
        Parameter.Integer("quantity", 0, 1_000_000),
        .. Parameter.NotSimulated("discounts", "tax_behavior", "tax_code", "tax_rates", "unit_amount_decimal"),
    ];

    public static IReadOnlyList<Parameter> KnownToCreate { get; } =
    [
        Parameter.Text("currency"),
        Parameter.Text("customer"),
        Parameter.Text("invoice"),
        .. Parameter.NotSimulated("customer_account", "subscription"),
    ];

    /// <summary>The draft that it shall be on; none when it waits.</summary>
    public static StripeError? Invoice(Call call, string customer, out InvoiceRecord? invoice)
    {
        invoice = null;
        if (call.Text("invoice") is not { } id)
        {
            return null;
        }

        invoice = call.Books.Invoices.Find(id);
        return invoice switch
        {
            null => call.NoSuch("invoice", id, "invoice", 400),
            { Status: not "draft" } => InvoiceChanges.NotEditable(id, "invoice"),
            _ when invoice.Customer != customer => new StripeError(
                400, $"Invoice {id} belongs to another customer than the invoice item.") { Param = "invoice", Executed = true },
            _ when invoice.Lines.Count >= MaximumItems => new StripeError(
                400, $"An invoice can have at most {MaximumItems} invoice items.") { Param = "invoice", Executed = true },
            _ => null,
        };
    }

    /// <summary>A sum, or a price times a quantity; a change may leave out either.</summary>
    public static StripeError? Cost(Call call, string usualCurrency, InvoiceItemRecord? before, out ItemCost? cost)
    {
        cost = null;
        var (id, data) = (call.Value("pricing")?["price"], call.Value("price_data"));
        if (PriceParts.Read(call, id, "pricing[price]", data, "price_data", recurring: false, out var price) is { } noPrice)
        {
            return noPrice;
        }

        var amount = call.Integer("amount");
        if (amount is not null && (price is not null || call.Has("quantity")))
        {
            var other = price is null ? "quantity" : call.Has("price_data") ? "price_data" : "pricing";
            return new StripeError(400, $"You may only specify one of these parameters: amount, {other}.") { Param = "amount" };
        }

        if (before is null && amount is null && price is null)
        {
            return StripeError.Missing("amount");
        }

        var named = call.Text("currency") ?? price?.Currency ?? usualCurrency;
        if (AmountRules.RefusesCurrency(named, "currency", out var currency) is { } unknown)
        {
            return unknown;
        }

        if (price is not null && price.Currency != (before?.Currency ?? currency))
        {
            return new StripeError(400, $"The price specified only supports `{price.Currency}`.") { Param = "currency" };
        }

        var quantity = call.Integer("quantity") ?? (amount is null ? before?.Quantity ?? 1 : 1);
        cost = new ItemCost(amount ?? price?.UnitAmount ?? before!.UnitAmount, quantity, currency, price);
        return cost.UnitAmount * quantity > MaximumAmount
            ? new StripeError(400, "The amount of the invoice item is too large.") { Code = "amount_too_large", Param = "quantity" }
            : RefusesPeriod(call);
    }

    public static InvoiceItemRecord Filled(Call call, InvoiceItemRecord before, ItemCost cost, long at)
    {
        var price = cost.Price is null ? null : InlinePrices.Keep(call.Books, cost.Price, at);
        var name = call.Books.Products.Find(price?.Product)?.Name;
        var keeps = price is null && !call.Has("amount");
        return before with
        {
            UnitAmount = cost.UnitAmount,
            Quantity = cost.Quantity,
            Description = call.Changed("description", name ?? before.Description),
            Discountable = call.Has("discountable") ? call.Flag("discountable") : before.Discountable,
            Metadata = call.Metadata(before.Metadata),
            PeriodStart = call.Value("period")?["start"]?.Text is { } start ? Number(start) : before.PeriodStart,
            PeriodEnd = call.Value("period")?["end"]?.Text is { } end ? Number(end) : before.PeriodEnd,
            Price = keeps ? before.Price : price?.Id,
            Product = keeps ? before.Product : price?.Product,
        };
    }

    private static StripeError? RefusesPeriod(Call call)
    {
        if (call.Value("period") is not { } period)
        {
            return null;
        }

        if (new[] { "start", "end" }.FirstOrDefault(name => period[name] is null) is { } missing)
        {
            return StripeError.Missing($"period[{missing}]");
        }

        return Number(period["end"]!.Text!) < Number(period["start"]!.Text!)
            ? new StripeError(400, "The end of the period must not be before its start.") { Param = "period[end]" }
            : null;
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
