namespace BillingContext.Testing.Tests.Documented;

public sealed class CatalogueCases : DocumentedCases
{
    private const string Products = "https://docs.stripe.com/api/products";
    private const string Prices = "https://docs.stripe.com/api/prices";

    [Test]
    [Documented("products and prices", Products + "/create")]
    public async Task Creates_changes_and_lists_products()
    {
        var product = await DoneAsync("v1/products -d name=\"Gold Plan\"");
        var changed = await DoneAsync($"v1/products/{product.Id} -d \"metadata[order_id]\"=6735 -d active=false");
        var read = await DoneAsync($"v1/products/{product.Id}");

        Assert.That(product.Id, Does.StartWith("prod_"));
        Assert.That(
            (product.TextAt("object"), product.TextAt("name"), product.FlagAt("active")),
            Is.EqualTo(("product", "Gold Plan", true)));
        Assert.That((read.FlagAt("active"), read.TextAt("metadata.order_id")), Is.EqualTo((false, "6735")));
        Assert.That(changed.Body, Is.EqualTo(read.Body));
        Assert.That((await DoneAsync("v1/products?active=true")).Ids, Is.Empty);
        Assert.That((await DoneAsync("v1/products?limit=3")).Ids, Is.EqualTo([product.Id]));
    }

    [Test]
    [Documented("products and prices", Prices + "/create")]
    public async Task Prices_a_product()
    {
        var product = await DoneAsync("v1/products -d name=\"Gold Plan\"");
        var monthly = await DoneAsync(
            $"v1/prices -d currency=usd -d unit_amount=1000 -d \"recurring[interval]\"=month -d product={product.Id}");
        var once = await DoneAsync("v1/prices -d currency=usd -d unit_amount=500 -d \"product_data[name]\"=Shoes");

        Assert.That(monthly.Id, Does.StartWith("price_"));
        Assert.That((monthly.TextAt("type"), monthly.TextAt("recurring.interval"), monthly.TextAt("product")),
            Is.EqualTo(("recurring", "month", product.Id)));
        Assert.That((once.TextAt("type"), once.NumberAt("unit_amount")), Is.EqualTo(("one_time", 500)));
        Assert.That((await DoneAsync($"v1/prices?product={product.Id}")).Ids, Is.EqualTo([monthly.Id]));
    }

    [Test]
    [Documented("products and prices", Prices + "/update")]
    public async Task Changes_no_amount_of_a_price()
    {
        var price = await DoneAsync("v1/prices -d currency=usd -d unit_amount=500 -d \"product_data[name]\"=Shoes");

        var amount = await CurlAsync($"v1/prices/{price.Id} -d unit_amount=600");
        var changed = await DoneAsync($"v1/prices/{price.Id} -d active=false -d \"metadata[order_id]\"=6735");

        Assert.That((amount.Status, amount.Code), Is.EqualTo((400, "parameter_unknown")));
        Assert.That((changed.FlagAt("active"), changed.NumberAt("unit_amount")), Is.EqualTo((false, 500)));
    }

    [Test]
    [Documented("products and prices", Products + "/delete")]
    public async Task Deletes_a_product_that_no_price_is_for()
    {
        var free = await DoneAsync("v1/products -d name=Shoes");
        var priced = await DoneAsync("v1/prices -d currency=usd -d unit_amount=500 -d \"product_data[name]\"=Boots");

        var deleted = await DoneAsync($"v1/products/{free.Id} -X DELETE");
        var kept = await CurlAsync($"v1/products/{priced.TextAt("product")} -X DELETE");

        Assert.That((deleted.TextAt("object"), deleted.Id, deleted.FlagAt("deleted")), Is.EqualTo(("product", free.Id, true)));
        Assert.That(((await CurlAsync($"v1/products/{free.Id}")).Status, kept.Status), Is.EqualTo((404, 400)));
    }

    [Test]
    [Documented("products and prices", Prices + "/list")]
    public async Task Lists_prices_by_currency_and_type()
    {
        var monthly = await DoneAsync(
            "v1/prices -d currency=usd -d unit_amount=1000 -d \"recurring[interval]\"=month -d \"product_data[name]\"=Gold");
        var once = await DoneAsync("v1/prices -d currency=eur -d unit_amount=500 -d \"product_data[name]\"=Shoes");

        Assert.That((await DoneAsync("v1/prices?type=recurring")).Ids, Is.EqualTo([monthly.Id]));
        Assert.That((await DoneAsync("v1/prices?currency=eur")).Ids, Is.EqualTo([once.Id]));
    }
}
