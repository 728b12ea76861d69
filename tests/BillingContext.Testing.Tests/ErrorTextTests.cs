using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>Word for word as Stripe has been seen to answer: clients match on these, though they should not.</summary>
public sealed class ErrorTextTests
{
    private readonly StripeSimulator _stripe = new();

    [TestCase("GET", "/v1/customers?limit=abc", 400, "parameter_invalid_integer", "limit", "Invalid integer: abc")]
    [TestCase("GET", "/v1/customers?wat=x", 400, "parameter_unknown", "wat", "Received unknown parameter: wat")]
    [TestCase("GET", "/v1/customers?starting_after=cus_aaa", 400, "resource_missing", "starting_after", "No such customer: 'cus_aaa'")]
    [TestCase(
        "GET", "/v1/customers?starting_after=cus_a&ending_before=cus_b", 400, null, null,
        "Received both starting_after and ending_before parameters. Please pass in only one.")]
    [TestCase("GET", "/v1/customers/cus_aaa", 404, "resource_missing", "id", "No such customer: 'cus_aaa'")]
    [TestCase("GET", "/v1/payment_intents/pi_aaa", 404, "resource_missing", "intent", "No such payment_intent: 'pi_aaa'")]
    [TestCase("GET", "/v1/disputes/du_aaa", 404, "resource_missing", "dispute", "No such dispute: 'du_aaa'")]
    [TestCase("GET", "/v1/refunds/re_aaa", 404, "resource_missing", "refund", "No such refund: 're_aaa'")]
    [TestCase("GET", "/v1/invoices/in_aaa", 404, "resource_missing", "invoice", "No such invoice: 'in_aaa'")]
    [TestCase("GET", "/v1/payment_methods/pm_aaa", 404, "resource_missing", "payment_method", "No such PaymentMethod: 'pm_aaa'")]
    [TestCase("POST", "/v1/refunds?charge=ch_aaa", 404, "resource_missing", "id", "No such charge: 'ch_aaa'")]
    [TestCase(
        "POST", "/v1/refunds", 400, null, null,
        "One of the following params should be provided for this request: payment_intent or charge.")]
    [TestCase(
        "POST", "/v1/refunds?charge=ch_aaa&reason=because", 400, null, "reason",
        "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer")]
    [TestCase("POST", "/v1/payment_intents?currency=usd", 400, "parameter_missing", "amount", "Missing required param: amount.")]
    [TestCase("POST", "/v1/payment_intents?currency=usd&amount=49", 400, "amount_too_small", "amount", "Amount must be at least $0.50 usd")]
    [TestCase("POST", "/v1/customers?expand=x", 400, null, "expand", "Invalid array")]
    [TestCase(
        "GET", "/v1/subscriptions?expand[]=data.items.data.price.product", 400, "property_expansion_max_depth", null,
        "You cannot expand more than 4 levels of a property. Property: data.items.data.price.product")]
    public async Task Speaks_as_Stripe_does(string method, string path, int status, string? code, string? param, string message)
    {
        using var wire = new Wire(_stripe);

        var answer = await wire.SendAsync(new HttpMethod(method), path);

        Assert.That((answer.Status, answer.Code, answer.Param, answer.Message), Is.EqualTo((status, code, param, message)));
        Assert.That(answer.TextAt("error.type"), Is.EqualTo("invalid_request_error"));
    }

    [Test]
    public void Explains_codes_that_are_explained_somewhere()
    {
        using var wire = new Wire(_stripe);

        var known = wire.Get("/v1/customers?wat=x");
        var deep = wire.Get("/v1/charges?expand[]=data.customer.a.b.c");

        Assert.That(known.TextAt("error.doc_url"), Is.EqualTo("https://stripe.com/docs/error-codes/parameter-unknown"));
        Assert.That(deep.Lacks("error.doc_url"));
    }

    [Test]
    public void Tells_who_forgot_an_id_what_the_trailing_slash_means()
    {
        using var wire = new Wire(_stripe);

        var answer = wire.Get("/v1/customers/");

        Assert.That(answer.Message, Does.StartWith(
            "Unrecognized request URL (GET: /v1/customers/). If you are trying to list objects, remove the trailing slash. If you are " +
            "trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. Please see"));
    }

    [Test]
    public void Cancels_no_refund_that_was_sent()
    {
        var refund = _stripe.Account.Refund(_stripe.Account.Pay(null, 5000));
        using var wire = new Wire(_stripe);

        var answer = wire.Post($"/v1/refunds/{refund}/cancel");

        Assert.That(
            (answer.Status, answer.Code, answer.Message), Is.EqualTo((400, (string?)null, "Canceling this refund is unsupported.")));
    }

    [Test]
    public void Takes_no_answer_to_a_dispute_that_is_over()
    {
        var dispute = _stripe.Account.OpenDispute(_stripe.Account.Pay(null, 5000).ChargeId);
        using var wire = new Wire(_stripe);
        wire.Post($"/v1/disputes/{dispute}/close");

        var answer = wire.Post($"/v1/disputes/{dispute}/close");

        Assert.That((answer.Status, answer.Code, answer.Message), Is.EqualTo((400, (string?)null, "This dispute is already closed")));
    }
}
