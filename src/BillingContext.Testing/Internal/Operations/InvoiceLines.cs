using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>Where the lines of an invoice come from: https://docs.stripe.com/api/invoice-line-item/object</summary>
internal static class InvoiceLines
{
    /// <summary>The period that a subscription is in; nothing is charged for a trial.</summary>
    public static IEnumerable<InvoiceLineRecord> Of(Books books, SubscriptionRecord subscription, string invoice, bool trial, long at)
        => subscription.Items.Select((item, place) => new InvoiceLineRecord
        {
            Id = place == 0 ? First(invoice) : books.Ids.InvoiceLine(),
            Created = at,
            Invoice = invoice,
            Amount = trial ? 0 : item.Amount,
            Currency = subscription.Currency,
            Description = Describe(books, item, trial),
            Quantity = item.Quantity,
            Price = item.Price.Id,
            Product = item.Price.Product,
            Subscription = subscription.Id,
            SubscriptionItem = item.Id,
            PeriodStart = subscription.PeriodStart,
            PeriodEnd = subscription.PeriodEnd,
        });

    public static InvoiceLineRecord Of(InvoiceItemRecord item, string invoice) => new()
    {
        Id = "il_" + item.Id[3..],
        Created = item.Created,
        Invoice = invoice,
        Amount = item.Amount,
        Currency = item.Currency,
        Description = item.Description,
        Quantity = item.Quantity,
        Metadata = item.Metadata,
        Price = item.Price,
        Product = item.Product,
        InvoiceItem = item.Id,
        PeriodStart = item.PeriodStart,
        PeriodEnd = item.PeriodEnd,
    };

    /// <summary>The one line of an invoice that a set-up verb made.</summary>
    public static InvoiceLineRecord Single(string invoice, long amount, string currency, string? description, long at) => new()
    {
        Id = First(invoice),
        Created = at,
        Invoice = invoice,
        Amount = amount,
        Currency = currency,
        Description = description,
        PeriodStart = at,
        PeriodEnd = at,
    };

    private static string First(string invoice) => "il_" + invoice[3..];

    private static string Describe(Books books, SubscriptionItemRecord item, bool trial)
    {
        var name = books.Products.Find(item.Price.Product)?.Name ?? item.Price.Product;
        return trial
            ? $"Trial period for {name}"
            : $"{item.Quantity} × {name} (at {Currencies.Print(item.Price.UnitAmount, item.Price.Currency)} / {item.Price.Interval})";
    }
}
