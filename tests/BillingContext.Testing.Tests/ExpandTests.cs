using System.Globalization;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class ExpandTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Expands_the_latest_charge_and_its_refunds_on_a_list()
    {
        var customer = _stripe.Account.AddCustomer();
        var payment = _stripe.Account.Pay(customer, 5000);
        var refund = _stripe.Account.Refund(payment, 100);
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/payment_intents?customer={customer}&expand[]=data.latest_charge.refunds&expand[]=data.customer");

        Assert.That(answer.TextAt("data.0.latest_charge.id"), Is.EqualTo(payment.ChargeId));
        Assert.That(answer.TextAt("data.0.latest_charge.refunds.data.0.id"), Is.EqualTo(refund));
        Assert.That(answer.TextAt("data.0.latest_charge.refunds.url"), Is.EqualTo($"/v1/charges/{payment.ChargeId}/refunds"));
        Assert.That(answer.TextAt("data.0.latest_charge.customer"), Is.EqualTo(customer));
        Assert.That(answer.TextAt("data.0.customer.id"), Is.EqualTo(customer));
    }

    [Test]
    public void Leaves_out_what_is_only_there_when_expanded()
    {
        var customer = _stripe.Account.AddCustomer();
        var subscription = _stripe.Account.Subscribe(customer);
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get($"/v1/charges/{subscription.FirstInvoice.ChargeId}").Lacks("refunds"));
        Assert.That(wire.Get($"/v1/invoices/{subscription.FirstInvoice.InvoiceId}").Lacks("payments"));
        Assert.That(wire.Get($"/v1/customers/{customer}").Lacks("subscriptions"));
    }

    [Test]
    public void Goes_from_a_subscription_to_its_payment()
    {
        var customer = _stripe.Account.AddCustomer();
        var subscription = _stripe.Account.Subscribe(customer);
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/subscriptions?customer={customer}&expand[]=data.latest_invoice.payments");

        var payment = answer.At("data.0.latest_invoice.payments.data.0.payment");
        Assert.That(payment.GetProperty("type").GetString(), Is.EqualTo("payment_intent"));
        Assert.That(payment.GetProperty("payment_intent").GetString(), Is.EqualTo(subscription.FirstInvoice.PaymentIntentId));
    }

    [TestCase(
        "/v1/refunds/{0}?expand[]=payment_intent.latest_charge.payment_intent.customer", "payment_intent.latest_charge.payment_intent")]
    [TestCase("/v1/refunds?expand[]=data.payment_intent.latest_charge.customer", "data.0.payment_intent.latest_charge")]
    [TestCase("/v1/charges?expand[]=data.refunds.data.customer", "data.0.refunds.data.0")]
    [TestCase(
        "/v1/payment_intents/search?query=created>0&expand[]=data.latest_charge.payment_intent.customer",
        "data.0.latest_charge.payment_intent")]
    [TestCase("/v1/payment_intents?expand[]=data.latest_charge.refunds&expand[]=data.latest_charge.customer", "data.0.latest_charge")]
    public void Goes_down_four_levels(string path, string parent)
    {
        _stripe.SearchLag = TimeSpan.Zero;
        var customer = _stripe.Account.AddCustomer(The.Email);
        var refund = _stripe.Account.Refund(_stripe.Account.Pay(customer, 5000), 100);
        using var wire = new Wire(_stripe);

        var answer = wire.Get(string.Format(CultureInfo.InvariantCulture, path, refund));

        Assert.That(answer.Status, Is.EqualTo(200), answer.Body);
        Assert.That(answer.TextAt(parent + ".customer.email"), Is.EqualTo(The.Email));
    }

    [Test]
    public void Goes_down_four_levels_where_something_is_made()
    {
        var payment = _stripe.Account.Pay(_stripe.Account.AddCustomer(The.Email), 5000);
        using var wire = new Wire(_stripe);

        var answer = wire.Post(
            "/v1/refunds", $"charge={payment.ChargeId}&expand[]=charge.payment_intent.latest_charge.refunds&expand[]=charge.customer");

        Assert.That(answer.TextAt("charge.payment_intent.latest_charge.refunds.data.0.id"), Is.EqualTo(answer.Id));
        Assert.That(answer.TextAt("charge.customer.email"), Is.EqualTo(The.Email));
        Assert.That(answer.Lacks("charge.refunds"));
    }

    [TestCase("/v1/charges?expand[]=data")]
    [TestCase("/v1/charges?expand[]=data.refunds.data")]
    [TestCase("/v1/subscriptions?expand[]=data.items.data.price")]
    [TestCase("/v1/customers?expand[]=data.invoice_settings")]
    public void Lets_be_named_what_is_there_anyway(string path)
    {
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get(path).Status, Is.EqualTo(200));
    }

    [Test]
    public void Shows_the_ten_newest_refunds_of_a_charge()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        var refunds = Enumerable.Range(0, 11).Select(_ => _stripe.Account.Refund(payment, 10)).Reverse().ToList();
        using var wire = new Wire(_stripe);

        var charge = wire.Get($"/v1/charges/{payment.ChargeId}?expand[]=refunds");

        Assert.That(charge.At("refunds.data").EnumerateArray().Select(r => r.GetProperty("id").GetString()), Is.EqualTo(refunds[..10]));
        Assert.That(charge.FlagAt("refunds.has_more"), Is.True);
    }

    [TestCase(
        "/v1/charges", "customer", "This property cannot be expanded (customer). You may want to try expanding 'data.customer' instead.")]
    [TestCase(
        "/v1/charges", "customer.x", "This property cannot be expanded (customer). You may want to try expanding 'data.customer' instead.")]
    [TestCase("/v1/charges", "data.dispute", "This property cannot be expanded (data.dispute).")]
    [TestCase("/v1/charges", "data.amount.x", "This property cannot be expanded (data.amount).")]
    [TestCase("/v1/charges", "data.customer.x", "This property cannot be expanded (data.customer.x).")]
    [TestCase("/v1/charges/{0}", "data.refunds", "This property cannot be expanded (data).")]
    [TestCase(
        "/v1/payment_intents",
        "data.latest_charge.refunds.data.charge",
        "You cannot expand more than 4 levels of a property. Property: data.latest_charge.refunds.data.charge")]
    [TestCase(
        "/v1/charges",
        "data.balance_transaction",
        "This property cannot be expanded (data.balance_transaction). (StripeSimulator does not simulate it.)")]
    public void Refuses_a_wrong_path_even_on_an_empty_list(string list, string path, string message)
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"{list}?expand[]={path}");

        Assert.That((answer.Status, answer.Message, answer.Param), Is.EqualTo((400, message, (string?)null)));
    }

    [Test]
    public void Needs_the_permission_of_what_is_expanded()
    {
        _stripe.AddRestrictedKey("rk_test_pi", "payment_intent_read");
        using var wire = new Wire(_stripe, "rk_test_pi");

        var plain = wire.Get("/v1/payment_intents");
        var expanded = wire.Get("/v1/payment_intents?expand[]=data.latest_charge");

        Assert.That(plain.Status, Is.EqualTo(200));
        Assert.That(expanded.Status, Is.EqualTo(403));
        Assert.That(expanded.Message, Does.Contain("'charge_read'"));
    }

    [Test]
    public void Does_not_refund_when_the_answer_may_not_be_expanded()
    {
        var payment = _stripe.Account.Pay(null, 5000);
        _stripe.AddRestrictedKey("rk_test_refund", "refund_write");
        using var wire = new Wire(_stripe, "rk_test_refund");

        var answer = wire.Post("/v1/refunds", $"charge={payment.ChargeId}&expand[]=charge");

        Assert.That(answer.Status, Is.EqualTo(403));
        Assert.That(_stripe.Account.Refunds, Is.Empty);
    }
}
