using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>The requests are the examples of https://docs.stripe.com/api/invoiceitems.</summary>
public sealed class InvoiceItemTests
{
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;
    private string _customer = null!;

    [SetUp]
    public void Open()
    {
        _wire = new Wire(_stripe);
        _customer = _wire.Customer();
    }

    [TearDown]
    public void Close() => _wire.Dispose();

    [Test]
    public void Is_a_sum_or_a_price_times_a_quantity()
    {
        var price = _wire.Price(1099, recurring: "", name: "T-shirt");
        var product = _wire.Post("/v1/products", "name=Mug").Id;

        var sum = _wire.Post("/v1/invoiceitems", $"customer={_customer}&amount=-300&currency=usd&description=Credit");
        var priced = _wire.Post("/v1/invoiceitems", $"customer={_customer}&pricing[price]={price}&quantity=3");
        var described = _wire.Post(
            "/v1/invoiceitems",
            $"customer={_customer}&price_data[currency]=usd&price_data[product]={product}&price_data[unit_amount]=700&period[start]=1&period[end]=2");

        Assert.That((sum.NumberAt("amount"), sum.TextAt("description"), sum.FlagAt("discountable")), Is.EqualTo((-300L, "Credit", false)), sum.Body);
        Assert.That((priced.NumberAt("amount"), priced.NumberAt("quantity"), priced.TextAt("description")), Is.EqualTo((3297L, 3L, "T-shirt")), priced.Body);
        Assert.That(priced.TextAt("pricing.price_details.price"), Is.EqualTo(price));
        Assert.That(priced.TextAt("pricing.unit_amount_decimal"), Is.EqualTo("1099"));
        Assert.That((described.NumberAt("amount"), described.NumberAt("period.end")), Is.EqualTo((700L, 2L)), described.Body);
        Assert.That(_wire.Get($"/v1/prices/{described.TextAt("pricing.price_details.price")}").FlagAt("active"), Is.False);
        Assert.That(sum.At("invoice").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [Test]
    public void Changes_the_draft_it_is_on_until_that_is_final()
    {
        var invoice = _wire.Post("/v1/invoices", $"customer={_customer}").Id;
        var item = _wire.Post("/v1/invoiceitems", $"customer={_customer}&amount=500&currency=usd&invoice={invoice}").Id;
        var other = _wire.Post("/v1/invoiceitems", $"customer={_customer}&amount=900&currency=usd&invoice={invoice}").Id;

        var changed = _wire.Post($"/v1/invoiceitems/{item}", "amount=800&description=Shirt&metadata[a]=b");
        var total = _wire.Get($"/v1/invoices/{invoice}");
        var deleted = _wire.Delete($"/v1/invoiceitems/{other}");
        var left = _wire.Get($"/v1/invoices/{invoice}").NumberAt("total");
        _wire.Post($"/v1/invoices/{invoice}/finalize");

        Assert.That((changed.NumberAt("amount"), changed.TextAt("metadata.a")), Is.EqualTo((800L, "b")), changed.Body);
        Assert.That((total.NumberAt("total"), total.TextAt("lines.data.0.description")), Is.EqualTo((1700L, "Shirt")));
        Assert.That((deleted.FlagAt("deleted"), deleted.TextAt("object"), left), Is.EqualTo((true, "invoiceitem", 800L)));
        Assert.That(_wire.Post($"/v1/invoiceitems/{item}", "amount=1").Code, Is.EqualTo("invoice_not_editable"));
        Assert.That(_wire.Delete($"/v1/invoiceitems/{item}").Code, Is.EqualTo("invoice_not_editable"));
        Assert.That(_wire.Post("/v1/invoiceitems", $"customer={_customer}&amount=500&invoice={invoice}").Code, Is.EqualTo("invoice_not_editable"));
        Assert.That(_stripe.EventsOf(other), Is.EqualTo(["invoiceitem.created", "invoiceitem.deleted"]));
    }

    [Test]
    public void Goes_away_while_it_waits()
    {
        var item = _wire.Post("/v1/invoiceitems", $"customer={_customer}&amount=500").Id;

        _wire.Delete($"/v1/invoiceitems/{item}");

        Assert.That(_wire.Get($"/v1/invoiceitems/{item}").Status, Is.EqualTo(404));
        Assert.That(_wire.Get($"/v1/invoiceitems?customer={_customer}").Ids, Is.Empty);
    }

    [Test]
    public void Comes_along_with_the_next_renewal()
    {
        var subscription = _wire.Post("/v1/subscriptions", $"customer={_customer}&items[0][price]={_wire.Price()}").Id;
        var item = _wire.Post("/v1/invoiceitems", $"customer={_customer}&amount=500&currency=usd&description=Extra").Id;

        _stripe.Clock().Advance(TimeSpan.FromDays(31));

        var renewal = _wire.Get($"/v1/invoices?subscription={subscription}&limit=1");
        Assert.That((renewal.NumberAt("data.0.total"), renewal.TextAt("data.0.status")), Is.EqualTo((1500L, "paid")), renewal.Body);
        Assert.That(renewal.TextAt("data.0.lines.data.0.description"), Is.EqualTo("Extra"));
        Assert.That(_wire.Get($"/v1/invoiceitems/{item}?expand[]=invoice").TextAt("invoice.billing_reason"), Is.EqualTo("subscription_cycle"));
    }

    [TestCase("", "parameter_missing", "customer")]
    [TestCase("customer=cus_nope&amount=1", "resource_missing", "customer")]
    [TestCase("customer={0}", "parameter_missing", "amount")]
    [TestCase("customer={0}&amount=x", "parameter_invalid_integer", "amount")]
    [TestCase("customer={0}&amount=1&quantity=2", null, "amount")]
    [TestCase("customer={0}&amount=1&pricing[price]={1}", null, "amount")]
    [TestCase("customer={0}&pricing[price]={1}&price_data[currency]=usd", null, "price_data")]
    [TestCase("customer={0}&price_data[currency]=usd", "parameter_missing", "price_data[product]")]
    [TestCase("customer={0}&pricing[price]={2}", null, "pricing[price]")]
    [TestCase("customer={0}&pricing[price]={1}&currency=eur", null, "currency")]
    [TestCase("customer={0}&amount=1&currency=zzz", null, "currency")]
    [TestCase("customer={0}&amount=1&invoice=in_nope", "resource_missing", "invoice")]
    [TestCase("customer={0}&amount=1&period[start]=5", "parameter_missing", "period[end]")]
    [TestCase("customer={0}&amount=1&tax_code=txcd_1", null, "tax_code")]
    [TestCase("customer={0}&price={1}", "parameter_unknown", "price")]
    public void Refuses_what_it_cannot_take(string form, string? code, string? param)
    {
        var filled = string.Format(
            System.Globalization.CultureInfo.InvariantCulture, form, _customer, _wire.Price(500, recurring: ""), _wire.Price());

        var answer = _wire.Post("/v1/invoiceitems", filled);

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, param)), answer.Body);
        Assert.That(_wire.Get("/v1/invoiceitems").Ids, Is.Empty);
    }

    [Test]
    public void Belongs_on_an_invoice_of_its_customer_and_currency_only()
    {
        var invoice = _wire.Post("/v1/invoices", $"customer={_customer}&currency=usd").Id;

        var stranger = _wire.Post("/v1/invoiceitems", $"customer={_wire.Customer()}&amount=500&invoice={invoice}");
        var foreign = _wire.Post("/v1/invoiceitems", $"customer={_customer}&amount=500&currency=eur&invoice={invoice}");

        Assert.That((stranger.Status, stranger.Param), Is.EqualTo((400, "invoice")));
        Assert.That((foreign.Status, foreign.Param), Is.EqualTo((400, "currency")));
    }
}
