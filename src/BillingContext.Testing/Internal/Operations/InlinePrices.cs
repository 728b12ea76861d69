using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>Prices that a request describes instead of naming one: <c>price_data</c>.</summary>
internal static class InlinePrices
{
    /// <summary>Not kept yet: a request that is refused later leaves nothing behind. It cannot be used a second time.</summary>
    public static PriceRecord Describe(string product, string currency, long unitAmount, string? interval) => new()
    {
        Id = "",
        Created = 0,
        Product = product,
        Currency = currency,
        UnitAmount = unitAmount,
        Interval = interval,
        Active = false,
    };

    public static PriceRecord Keep(Books books, PriceRecord price, long at)
    {
        if (price.Id.Length > 0)
        {
            return price;
        }

        var kept = price with { Id = books.Ids.Price(), Created = at };
        books.Prices.Add(kept);
        books.Emit("price.created", at, kept);
        return kept;
    }
}
