using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests.Documented;

public sealed class SubscriptionItemCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/subscription_items";
    private const string Change = "https://docs.stripe.com/billing/subscriptions/change-price";

    [Test]
    [Documented("subscriptions", "https://docs.stripe.com/billing/subscriptions/multiple-products")]
    public async Task Bills_several_items_on_one_invoice()
    {
        var (customer, price) = await SubscriberAsync();
        var support = await PriceAsync(500);

        var made = await SubscribeAsync(customer, price, $"-d \"items[1][price]\"={support} -d \"items[1][quantity]\"=3");
        var invoice = await DoneAsync($"v1/invoices/{made.TextAt("latest_invoice")}");
        var items = await DoneAsync($"v1/subscription_items?subscription={made.Id}");

        Assert.That((made.TextAt("items.data.1.price.id"), made.NumberAt("items.data.1.quantity")), Is.EqualTo((support, 3)));
        Assert.That((invoice.NumberAt("total"), invoice.TextAt("status")), Is.EqualTo((3500, "paid")));
        Assert.That(items.Ids, Is.EquivalentTo(new[] { made.TextAt("items.data.0.id"), made.TextAt("items.data.1.id") }));
    }

    [Test]
    [Documented("subscriptions", "https://docs.stripe.com/api/subscriptions/create#create_subscription-items-price_data")]
    public async Task Describes_a_price_in_place()
    {
        var (customer, price) = await SubscriberAsync();
        var product = (await DoneAsync($"v1/prices/{price}")).TextAt("product");

        var made = await DoneAsync(
            $"v1/subscriptions -d customer={customer} -d \"items[0][price_data][currency]\"=usd " +
            $"-d \"items[0][price_data][product]\"={product} -d \"items[0][price_data][unit_amount]\"=700 " +
            "-d \"items[0][price_data][recurring][interval]\"=week");

        Assert.That((made.TextAt("items.data.0.price.recurring.interval"), made.NumberAt("items.data.0.price.unit_amount")),
            Is.EqualTo(("week", 700)));
        Assert.That((await DoneAsync($"v1/charges?customer={customer}")).NumberAt("data.0.amount"), Is.EqualTo(700));
    }

    [Test]
    [Documented("subscriptions", Change)]
    public async Task Changes_price_and_quantity_without_prorations()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);
        var better = await PriceAsync(3000);
        var item = made.TextAt("items.data.0.id");

        var changed = await DoneAsync(
            $"v1/subscriptions/{made.Id} -d \"items[0][id]\"={item} -d \"items[0][price]\"={better} " +
            "-d \"items[0][quantity]\"=2 -d proration_behavior=none");
        var charges = await DoneAsync("v1/charges");
        await AdvanceAsync("days=32");

        Assert.That((changed.TextAt("items.data.0.id"), changed.TextAt("items.data.0.price.id")), Is.EqualTo((item, better)));
        Assert.That(charges.Ids, Has.Count.EqualTo(1));
        Assert.That((await DoneAsync("v1/charges")).NumberAt("data.0.amount"), Is.EqualTo(6000));
    }

    [Test]
    [Documented("subscriptions", Page + "/create")]
    public async Task Adds_changes_and_removes_an_item()
    {
        const string none = "-d proration_behavior=none";
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);

        var added = await DoneAsync($"v1/subscription_items -d subscription={made.Id} -d price={await PriceAsync(500)} {none}");
        var changed = await DoneAsync($"v1/subscription_items/{added.Id} -d quantity=4 -d \"metadata[order_id]\"=6735 {none}");
        var removed = await DoneAsync($"v1/subscription_items/{added.Id} -X DELETE {none}");
        var last = await CurlAsync($"v1/subscription_items/{made.TextAt("items.data.0.id")} -X DELETE {none}");

        Assert.That((added.TextAt("object"), added.TextAt("subscription")), Is.EqualTo(("subscription_item", made.Id)));
        Assert.That((changed.NumberAt("quantity"), changed.TextAt("metadata.order_id")), Is.EqualTo((4, "6735")));
        Assert.That((removed.FlagAt("deleted"), last.Status), Is.EqualTo((true, 400)));
        Assert.That((await DoneAsync($"v1/subscriptions/{made.Id}")).At("items.data").GetArrayLength(), Is.EqualTo(1));
    }

    private async Task<string> PriceAsync(int amount)
        => (await DoneAsync(
            $"v1/prices -d currency=usd -d unit_amount={amount} -d \"recurring[interval]\"=month -d \"product_data[name]\"=x")).Id;
}
