using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>The requests are the examples of https://docs.stripe.com/api/subscriptions, prices and products.</summary>
public sealed class SubscriptionCreationTests
{
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [Test]
    public void Makes_products_and_prices()
    {
        var product = _wire.Post("/v1/products", "name=Gold+Plan");
        var price = _wire.Post("/v1/prices", $"currency=usd&unit_amount=1000&recurring[interval]=month&product={product.Id}");
        var both = _wire.Post("/v1/prices", "currency=usd&unit_amount=1000&recurring[interval]=month&product_data[name]=Gold+Plan");

        Assert.That((product.TextAt("name"), price.TextAt("type")), Is.EqualTo(("Gold Plan", "recurring")));
        Assert.That(both.TextAt("product"), Does.StartWith("prod_"));
        Assert.That(_wire.Get($"/v1/prices?product={product.Id}").Ids, Is.EqualTo([price.Id]));
        Assert.That(_wire.Post($"/v1/products/{product.Id}", "metadata[order_id]=6735").TextAt("metadata.order_id"), Is.EqualTo("6735"));
        Assert.That(_wire.Post($"/v1/prices/{price.Id}", "active=false").FlagAt("active"), Is.False);
    }

    [Test]
    public void Subscribes_pays_the_first_invoice_and_renews_as_time_goes_by()
    {
        var customer = Customer("pm_card_visa");

        var made = _wire.Post("/v1/subscriptions", $"customer={customer}&items[0][price]={Price()}&items[0][quantity]=2&expand[]=latest_invoice.payments");
        _stripe.Clock().Advance(TimeSpan.FromDays(65));

        Assert.That(made.TextAt("status"), Is.EqualTo("active"), made.Body);
        Assert.That((made.TextAt("latest_invoice.status"), made.NumberAt("latest_invoice.total")), Is.EqualTo(("paid", 2000L)));
        var invoices = _wire.Get($"/v1/invoices?subscription={made.Id}");
        Assert.That(
            invoices.At("data").EnumerateArray().Select(i => i.GetProperty("billing_reason").GetString()),
            Is.EqualTo(["subscription_cycle", "subscription_cycle", "subscription_create"]));
        Assert.That(_wire.Get($"/v1/invoice_payments?invoice={invoices.Ids[0]}").TextAt("data.0.status"), Is.EqualTo("paid"));
        Assert.That(
            _wire.Get($"/v1/subscriptions/{made.Id}").NumberAt("items.data.0.current_period_start"),
            Is.EqualTo(The.Start.AddMonths(2).ToUnixTimeSeconds()));
    }

    [Test]
    public void Ends_with_the_period_when_asked_to_unless_that_is_undone()
    {
        var customer = Customer("pm_card_visa");
        var (first, second) = (Subscribe(customer).Id, Subscribe(customer).Id);
        _wire.Post($"/v1/subscriptions/{first}", "cancel_at_period_end=true");
        _wire.Post($"/v1/subscriptions/{second}", "cancel_at_period_end=true");
        _wire.Post($"/v1/subscriptions/{second}", "cancel_at_period_end=false");

        _stripe.Clock().Advance(TimeSpan.FromDays(40));

        Assert.That(_wire.Get($"/v1/subscriptions/{first}").TextAt("status"), Is.EqualTo("canceled"));
        Assert.That(_wire.Get($"/v1/subscriptions/{second}").TextAt("status"), Is.EqualTo("active"));
        Assert.That(_wire.Get($"/v1/invoices?subscription={second}").Ids, Has.Count.EqualTo(2));
        Assert.That(_wire.Delete($"/v1/subscriptions/{second}").TextAt("status"), Is.EqualTo("canceled"));
    }

    [Test]
    public void Renews_no_more_once_cancelled()
    {
        var made = Subscribe(Customer("pm_card_visa"));
        _wire.Delete($"/v1/subscriptions/{made.Id}");

        _stripe.Clock().Advance(TimeSpan.FromDays(40));

        Assert.That(_wire.Get($"/v1/invoices?subscription={made.Id}").Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public void Charges_after_the_trial()
    {
        var made = _wire.Post("/v1/subscriptions", $"customer={Customer("pm_card_visa")}&items[0][price]={Price()}&trial_period_days=7");

        _stripe.Clock().Advance(TimeSpan.FromDays(8));

        Assert.That(made.TextAt("status"), Is.EqualTo("trialing"));
        Assert.That(_wire.Get($"/v1/subscriptions/{made.Id}?expand[]=latest_invoice").NumberAt("latest_invoice.amount_paid"), Is.EqualTo(1000));
    }

    [Test]
    public void Stays_incomplete_when_the_first_payment_fails_and_expires_after_23_hours()
    {
        var made = Subscribe(Customer("pm_card_chargeCustomerFail"));

        Assert.That(made.TextAt("status"), Is.EqualTo("incomplete"), made.Body);

        _stripe.Clock().Advance(TimeSpan.FromHours(23));

        Assert.That(_wire.Get($"/v1/subscriptions/{made.Id}?expand[]=latest_invoice").TextAt("status"), Is.EqualTo("incomplete_expired"));
        Assert.That(_wire.Get($"/v1/subscriptions/{made.Id}?expand[]=latest_invoice").TextAt("latest_invoice.status"), Is.EqualTo("void"));
    }

    [Test]
    public void Becomes_active_when_the_invoice_is_paid_with_another_card()
    {
        var customer = Customer("pm_card_chargeCustomerFail");
        var made = Subscribe(customer);
        var other = _wire.Post("/v1/payment_methods/pm_card_mastercard/attach", $"customer={customer}").Id;

        var declined = _wire.Post($"/v1/invoices/{made.TextAt("latest_invoice")}/pay");
        var paid = _wire.Post($"/v1/invoices/{made.TextAt("latest_invoice")}/pay", $"payment_method={other}");

        Assert.That((declined.Status, paid.TextAt("status")), Is.EqualTo((402, "paid")));
        Assert.That(_wire.Get($"/v1/subscriptions/{made.Id}").TextAt("status"), Is.EqualTo("active"));
        Assert.That(_wire.Post($"/v1/invoices/{made.TextAt("latest_invoice")}/void").Status, Is.EqualTo(400));
    }

    [Test]
    public void Waits_for_the_payment_to_be_confirmed()
    {
        var made = _wire.Post(
            "/v1/subscriptions",
            $"customer={_stripe.Account.AddCustomer()}&items[0][price]={Price()}&payment_behavior=default_incomplete&expand[]=latest_invoice.payments");
        var intent = made.TextAt("latest_invoice.payments.data.0.payment.payment_intent");

        _wire.Post($"/v1/payment_intents/{intent}/confirm", "payment_method=pm_card_visa");

        Assert.That((made.TextAt("status"), made.TextAt("latest_invoice.status")), Is.EqualTo(("incomplete", "open")));
        Assert.That(_wire.Get($"/v1/subscriptions/{made.Id}").TextAt("status"), Is.EqualTo("active"));
        Assert.That(_wire.Get($"/v1/invoices/{made.TextAt("latest_invoice.id")}").TextAt("status"), Is.EqualTo("paid"));
    }

    [TestCase("", "parameter_missing", "customer")]
    [TestCase("customer=cus_nope", "resource_missing", "customer")]
    [TestCase("customer={0}", "parameter_missing", "items")]
    [TestCase("customer={0}&items[0][price]=price_nope", "resource_missing", "items[0][price]")]
    [TestCase("customer={0}&items[0][price]={1}&default_payment_method=pm_card_visa", "resource_missing", "default_payment_method")]
    [TestCase("customer={0}&items[0][price]={1}", "resource_missing", null)]
    [TestCase("customer={0}&items[0][price]={1}&items[1][price]={1}", null, "items")]
    [TestCase("customer={0}&items[0][cost]=1", "parameter_unknown", "items[0][cost]")]
    [TestCase("customer={0}&items=x", null, "items")]
    [TestCase("customer={0}&coupon=x", "parameter_unknown", "coupon")]
    public void Refuses_what_it_cannot_take(string form, string? code, string? param)
    {
        var filled = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, _stripe.Account.AddCustomer(), Price());

        var answer = _wire.Post("/v1/subscriptions", filled);

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, param)), answer.Body);
        Assert.That(_wire.Get("/v1/subscriptions").Ids, Is.Empty);
    }

    private WireAnswer Subscribe(string customer) => _wire.Post("/v1/subscriptions", $"customer={customer}&items[0][price]={Price()}");

    private string Price()
        => _wire.Post("/v1/prices", "currency=usd&unit_amount=1000&recurring[interval]=month&product_data[name]=Gold+Plan").Id;

    private string Customer(string card)
    {
        var id = _wire.Post("/v1/customers", "name=Jenny+Rosen").Id;
        var method = _wire.Post($"/v1/payment_methods/{card}/attach", $"customer={id}").Id;
        return _wire.Post($"/v1/customers/{id}", $"invoice_settings[default_payment_method]={method}").Id;
    }
}
