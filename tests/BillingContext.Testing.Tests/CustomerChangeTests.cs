using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>The requests are the examples of https://docs.stripe.com/api/customers</summary>
public sealed class CustomerChangeTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Creates_a_customer()
    {
        using var wire = new Wire(_stripe);

        var made = wire.Post("/v1/customers", "name=Jenny+Rosen&email=jennyrosen%40example.com&metadata[crm]=42");

        Assert.That(made.Status, Is.EqualTo(200), made.Body);
        Assert.That(made.Id, Does.StartWith("cus_"));
        Assert.That(made.TextAt("email"), Is.EqualTo("jennyrosen@example.com"));
        Assert.That(wire.Get($"/v1/customers/{made.Id}").Body, Is.EqualTo(made.Body));
        Assert.That(wire.Get("/v1/customers?email=jennyrosen@example.com").Ids, Is.EqualTo([made.Id]));
        Assert.That(_stripe.Account.Events[^1].Type, Is.EqualTo("customer.created"));
    }

    [Test]
    public void Creates_an_empty_customer()
    {
        using var wire = new Wire(_stripe);

        Assert.That(wire.Post("/v1/customers").Status, Is.EqualTo(200));
    }

    [Test]
    public void Creates_once_for_one_idempotency_key()
    {
        using var wire = new Wire(_stripe);

        var first = wire.Post("/v1/customers", "name=Jenny", "key-1");
        var again = wire.Post("/v1/customers", "name=Jenny", "key-1");

        Assert.That(again.Id, Is.EqualTo(first.Id));
        Assert.That(wire.Get("/v1/customers").Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public void Updates_what_is_given_unsets_what_is_empty_and_leaves_the_rest()
    {
        var id = _stripe.Account.AddCustomer(
            The.Email, "Jenny Rosen", phone: "+1555", metadata: new Dictionary<string, string> { ["a"] = "1" });
        using var wire = new Wire(_stripe);

        var changed = wire.Post($"/v1/customers/{id}", "metadata[order_id]=6735&phone=&name=Jenny+R");

        Assert.That(changed.TextAt("name"), Is.EqualTo("Jenny R"));
        Assert.That(changed.TextAt("phone"), Is.Null);
        Assert.That(changed.TextAt("email"), Is.EqualTo(The.Email));
        Assert.That((changed.TextAt("metadata.a"), changed.TextAt("metadata.order_id")), Is.EqualTo(("1", "6735")));
        Assert.That(_stripe.Account.Events[^1].Type, Is.EqualTo("customer.updated"));
    }

    [Test]
    public void Deletes_a_customer_and_ends_its_subscriptions()
    {
        var id = _stripe.Account.AddCustomer(The.Email);
        var subscription = _stripe.Account.Subscribe(id).SubscriptionId;
        using var wire = new Wire(_stripe);

        var deleted = wire.Delete($"/v1/customers/{id}");

        Assert.That(deleted.Body, Is.EqualTo($$"""{"id":"{{id}}","object":"customer","deleted":true}"""));
        Assert.That(wire.Get($"/v1/subscriptions/{subscription}").TextAt("status"), Is.EqualTo("canceled"));
        Assert.That((wire.Delete($"/v1/customers/{id}").Status, wire.Post($"/v1/customers/{id}", "name=x").Status), Is.EqualTo((404, 404)));
    }

    [TestCase("email=nobody", "email_invalid", "email")]
    [TestCase("balance=12.5", "parameter_invalid_integer", "balance")]
    [TestCase("emial=a@b.c", "parameter_unknown", "emial")]
    [TestCase("name[first]=Jenny", null, "name")]
    [TestCase("metadata=1", null, "metadata")]
    [TestCase("shipping[name]=Jenny", null, "shipping")]
    [TestCase("name=Jenny&expand[]=address", null, null)]
    public void Refuses_what_it_cannot_take_and_changes_nothing(string form, string? code, string? param)
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/customers", form);

        Assert.That((answer.Status, answer.Code, answer.Param), Is.EqualTo((400, code, param)));
        Assert.That(_stripe.Account.Events, Is.Empty);
    }

    [Test]
    public void Needs_the_permission_to_write()
    {
        _stripe.AddRestrictedKey("rk_test_reader", "customer_read");
        using var wire = new Wire(_stripe, "rk_test_reader");

        var answer = wire.Post("/v1/customers", "name=Jenny");

        Assert.That(answer.Status, Is.EqualTo(403));
        Assert.That(answer.Message, Does.Contain("customer_write"));
    }
}
