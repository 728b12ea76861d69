namespace BillingContext.Testing.Tests.Framework;

/// <summary>What most billing tests begin with, made over HTTP.</summary>
internal static class Shop
{
    /// <summary>A customer whose default card this is.</summary>
    public static string Customer(this Wire wire, string card = "pm_card_visa")
    {
        var id = wire.Post("/v1/customers", "name=Jenny+Rosen").Id;
        wire.UseCard(id, card);
        return id;
    }

    public static void UseCard(this Wire wire, string customer, string card)
    {
        var method = wire.Post($"/v1/payment_methods/{card}/attach", $"customer={customer}").Id;
        wire.Post($"/v1/customers/{customer}", $"invoice_settings[default_payment_method]={method}");
    }

    public static string Price(this Wire wire, long amount = 1000, string recurring = "&recurring[interval]=month", string name = "Gold+Plan")
        => wire.Post("/v1/prices", $"currency=usd&unit_amount={amount}{recurring}&product_data[name]={name}").Id;

    /// <summary>The types of the events about one object, oldest first.</summary>
    public static IEnumerable<string> EventsOf(this StripeSimulator stripe, string id)
        => stripe.Account.Events.Where(e => e.ObjectId == id).Select(e => e.Type);
}
