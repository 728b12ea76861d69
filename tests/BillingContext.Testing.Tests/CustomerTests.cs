using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class CustomerTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Shows_a_customer()
    {
        var id = _stripe.Account.AddCustomer(
            The.Email, "Jenny Rosen", metadata: new Dictionary<string, string> { ["crm"] = "42" }, balance: -500);
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/customers/{id}");

        Assert.That(answer.TextAt("object"), Is.EqualTo("customer"));
        Assert.That(answer.TextAt("email"), Is.EqualTo(The.Email));
        Assert.That(answer.TextAt("name"), Is.EqualTo("Jenny Rosen"));
        Assert.That(answer.TextAt("metadata.crm"), Is.EqualTo("42"));
        Assert.That(answer.NumberAt("balance"), Is.EqualTo(-500));
        Assert.That(answer.NumberAt("created"), Is.EqualTo(The.Start.ToUnixTimeSeconds()));
        Assert.That(answer.FlagAt("livemode"), Is.False);
    }

    [Test]
    public void Filters_by_email_exactly_and_case_sensitively()
    {
        var mixed = _stripe.Account.AddCustomer("Jenny@example.com");
        var again = _stripe.Account.AddCustomer("Jenny@example.com");
        _stripe.Account.AddCustomer("jenny@example.com");
        using var wire = new Wire(_stripe);

        var answer = wire.Get("/v1/customers?email=Jenny%40example.com");

        Assert.That(answer.Ids, Is.EqualTo([again, mixed]));
    }

    [Test]
    public void Finds_a_customer_under_the_new_email_only()
    {
        var id = _stripe.Account.AddCustomer("old@example.com");
        _stripe.Account.UpdateCustomer(id, email: "new@example.com");
        using var wire = new Wire(_stripe);

        Assert.That(wire.Get("/v1/customers?email=old@example.com").Ids, Is.Empty);
        Assert.That(wire.Get("/v1/customers?email=new@example.com").Ids, Is.EqualTo([id]));
    }

    [Test]
    public void Answers_a_stub_for_a_deleted_customer_and_leaves_it_out_of_lists()
    {
        var id = _stripe.Account.AddCustomer(The.Email);
        var payment = _stripe.Account.Pay(id, 100);
        var subscription = _stripe.Account.Subscribe(id);
        _stripe.Account.DeleteCustomer(id);
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/customers/{id}");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Body, Is.EqualTo($$"""{"id":"{{id}}","object":"customer","deleted":true}"""));
        Assert.That(wire.Get($"/v1/customers?email={The.Email}").Ids, Is.Empty);
        Assert.That(wire.Get($"/v1/charges?customer={id}").Ids, Does.Contain(payment.ChargeId));
        Assert.That(wire.Get($"/v1/charges/{payment.ChargeId}?expand[]=customer").FlagAt("customer.deleted"), Is.True);
        Assert.That(wire.Get($"/v1/subscriptions/{subscription.SubscriptionId}").TextAt("status"), Is.EqualTo("canceled"));
    }

    [Test]
    public void Says_that_a_customer_is_missing()
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Get("/v1/customers/cus_nope");

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((404, "resource_missing", "id")));
        Assert.That(answer.Message, Is.EqualTo("No such customer: 'cus_nope'"));
    }

    [Test]
    public void Expands_current_subscriptions_only()
    {
        var id = _stripe.Account.AddCustomer();
        var gone = _stripe.Account.Subscribe(id);
        var current = _stripe.Account.Subscribe(id);
        _stripe.Account.CancelSubscription(gone.SubscriptionId);
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/customers/{id}?expand[]=subscriptions.data.latest_invoice.payments");

        Assert.That(answer.At("subscriptions.data").GetArrayLength(), Is.EqualTo(1));
        Assert.That(answer.TextAt("subscriptions.data.0.id"), Is.EqualTo(current.SubscriptionId));
        Assert.That(answer.TextAt("subscriptions.data.0.latest_invoice.payments.data.0.status"), Is.EqualTo("paid"));
    }
}
