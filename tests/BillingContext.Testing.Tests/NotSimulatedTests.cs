using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>What Stripe does and the simulator does not: it says so, in the shape of an error, and does nothing.</summary>
public sealed class NotSimulatedTests
{
    private const string Order = "amount=2000&currency=usd&confirm=true&payment_method=";

    private readonly StripeSimulator _stripe = new();

    [TestCase("pm_usBankAccount_success")]
    [TestCase("pm_card_radarBlock")]
    [TestCase("pm_card_createMultipleDisputes")]
    public void Other_test_payment_methods(string id)
    {
        var customer = _stripe.Account.AddCustomer();
        using var wire = new Wire(_stripe);
        wire.Post("/v1/invoiceitems", $"customer={customer}&amount=500&currency=usd");
        var invoice = wire.Post("/v1/invoices", $"customer={customer}&pending_invoice_items_behavior=include").Id;
        wire.Post($"/v1/invoices/{invoice}/finalize");
        var events = _stripe.Account.Events.Count;

        WireAnswer[] answers =
        [
            wire.Post("/v1/payment_intents", Order + id),
            wire.Post($"/v1/payment_methods/{id}/attach", $"customer={customer}"),
            wire.Get($"/v1/payment_methods/{id}"),
            wire.Post("/v1/customers", $"payment_method={id}"),
            wire.Post($"/v1/invoices/{invoice}/pay", $"payment_method={id}"),
        ];

        Assert.That(answers.Select(a => (a.Status, a.Param)), Is.All.EqualTo((400, "payment_method")));
        Assert.That(answers.Select(a => a.Message), Is.All.EqualTo($"StripeSimulator does not simulate the test payment method {id}."));
        Assert.That(_stripe.Account.Events, Has.Count.EqualTo(events));
    }

    [TestCase("pm_1NoSuch")]
    [TestCase("card_visa")]
    [TestCase("tok_visa")]
    public void But_an_id_that_is_none_is_only_missing(string id)
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Post("/v1/payment_intents", Order + id);

        Assert.That((answer.Status, answer.Code, answer.Message), Is.EqualTo((400, "resource_missing", $"No such PaymentMethod: '{id}'")));
    }

    [TestCase("POST", "/v1/payment_intents", "amount=2000&currency=usd&payment_method_types[]=klarna", "payment_method_types")]
    [TestCase("POST", "/v1/payment_intents", "amount=2000&currency=usd&payment_method_options[card][request_multicapture]=if_available",
        "payment_method_options")]
    [TestCase("POST", "/v1/payment_intents", "amount=2000&currency=usd&payment_method_data[type]=klarna", "payment_method_data")]
    [TestCase("GET", "/v1/payment_methods?type=klarna", null, "type")]
    public async Task Other_ways_to_pay(string method, string path, string? form, string param)
    {
        using var wire = new Wire(_stripe);

        var answer = await wire.SendAsync(new HttpMethod(method), path, form);

        Assert.That((answer.Status, answer.Param), Is.EqualTo((400, param)), answer.Body);
        Assert.That(answer.Message, Does.StartWith("StripeSimulator does not simulate"));
        Assert.That(_stripe.Account.Events, Is.Empty);
    }

    [Test]
    public void Several_captures_of_one_payment()
    {
        using var wire = new Wire(_stripe);
        var held = wire.Post("/v1/payment_intents", Order + "pm_card_visa&capture_method=manual");

        var refused = wire.Post($"/v1/payment_intents/{held.Id}/capture", "amount_to_capture=500&final_capture=false");
        var taken = wire.Post($"/v1/payment_intents/{held.Id}/capture", "amount_to_capture=500");
        var more = wire.Post($"/v1/payment_intents/{held.Id}/capture", "amount_to_capture=500");

        Assert.That((refused.Status, refused.Param), Is.EqualTo((400, "final_capture")));
        Assert.That(refused.Message, Does.Contain("multicapture"));
        Assert.That((taken.TextAt("status"), taken.NumberAt("amount_received")), Is.EqualTo(("succeeded", 500L)));
        Assert.That((more.Code, more.Message), Is.EqualTo(("payment_intent_unexpected_state",
            "The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has been " +
            "released.")));
    }

    [TestCase("")]
    [TestCase("&payment_method_types[]=card")]
    public void Captures_in_its_own_time_unless_told_otherwise(string types)
    {
        using var wire = new Wire(_stripe);

        var made = wire.Post("/v1/payment_intents", "amount=2000&currency=usd" + types);

        Assert.That(made.TextAt("capture_method"), Is.EqualTo("automatic_async"));
    }
}
