namespace BillingContext.Testing.Tests.Documented;

public sealed class PaymentMethodCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/payment_methods";

    [Test]
    [Documented("payments", Page + "/attach")]
    public async Task Attaches_lists_pays_and_detaches()
    {
        var customer = await DoneAsync("v1/customers -d name=x");
        var method = await DoneAsync($"v1/payment_methods/pm_card_visa/attach -d customer={customer.Id}");
        var listed = await DoneAsync($"v1/payment_methods -G -d type=card -d customer={customer.Id}");
        var paid = await PayAsync(card: method.Id, more: $"-d customer={customer.Id}");
        var detached = await DoneAsync($"v1/payment_methods/{method.Id}/detach -X POST");

        Assert.That((method.TextAt("object"), method.TextAt("card.last4"), method.TextAt("customer")),
            Is.EqualTo(("payment_method", "4242", customer.Id)));
        Assert.That(listed.Ids, Is.EqualTo([method.Id]));
        Assert.That(paid.TextAt("payment_method"), Is.EqualTo(method.Id));
        Assert.That(detached.At("customer").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That((await DoneAsync($"v1/payment_methods?customer={customer.Id}")).Ids, Is.Empty);
    }

    [Test]
    [Documented("payments", Page + "/detach")]
    public async Task Takes_no_detached_one_again()
    {
        var customer = await DoneAsync("v1/customers -d name=x");
        var method = await DoneAsync($"v1/payment_methods/pm_card_visa/attach -d customer={customer.Id}");
        var waiting = await DoneAsync(
            $"v1/payment_intents -d amount=2000 -d currency=usd -d customer={customer.Id} -d payment_method={method.Id}");
        await DoneAsync($"v1/payment_methods/{method.Id}/detach -X POST");

        var attached = await CurlAsync($"v1/payment_methods/{method.Id}/attach -d customer={customer.Id}");
        var paid = await CurlAsync($"v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d payment_method={method.Id}");
        var confirmed = await CurlAsync($"v1/payment_intents/{waiting.Id}/confirm -X POST");

        Assert.That((attached.Status, paid.Status, confirmed.Status), Is.EqualTo((400, 400, 400)));
        Assert.That(paid.TextAt("error.type"), Is.EqualTo("invalid_request_error"));
        Assert.That((await DoneAsync("v1/charges")).Ids, Is.Empty);
    }

    [Test]
    [Documented("payments", "https://docs.stripe.com/payments/save-and-reuse")]
    public async Task Charges_nobody_elses_card()
    {
        var jenny = await DoneAsync("v1/customers -d name=Jenny");
        var ali = await DoneAsync("v1/customers -d name=Ali");
        var method = await DoneAsync($"v1/payment_methods/pm_card_visa/attach -d customer={jenny.Id}");

        var answer = await CurlAsync(
            $"v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d payment_method={method.Id} -d customer={ali.Id}");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That((await DoneAsync("v1/charges")).Ids, Is.Empty);
    }

    [Test]
    [Documented("payments", "https://docs.stripe.com/payments/save-during-payment")]
    public async Task Takes_no_card_twice_that_paid_without_a_customer()
    {
        var customer = await DoneAsync("v1/customers -d name=x");
        var used = (await PayAsync()).TextAt("payment_method");
        var kept = await PayAsync(more: $"-d customer={customer.Id} -d setup_future_usage=off_session");

        var paid = await CurlAsync($"v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d payment_method={used}");
        var attached = await CurlAsync($"v1/payment_methods/{used}/attach -d customer={customer.Id}");
        var again = await CurlAsync(
            $"v1/payment_intents -d amount=2000 -d currency=usd -d confirm=true -d customer={customer.Id} " +
            $"-d payment_method={kept.TextAt("payment_method")}");

        Assert.That((paid.Status, attached.Status, again.Status), Is.EqualTo((400, 400, 200)));
        Assert.That(paid.Message, Does.StartWith("This PaymentMethod was previously used without being attached to a Customer"));
    }

    [Test]
    [Documented("payments", Page + "/customer_list")]
    public async Task Lists_the_cards_of_a_customer()
    {
        var (customer, _) = await SubscriberAsync();
        await SubscriberAsync();

        var listed = await DoneAsync($"v1/customers/{customer}/payment_methods?limit=3");
        var other = await DoneAsync($"v1/customers/{customer}/payment_methods?type=us_bank_account");

        Assert.That((listed.TextAt("url"), listed.Ids.Count), Is.EqualTo(($"/v1/customers/{customer}/payment_methods", 1)));
        Assert.That((listed.TextAt("data.0.customer"), other.Ids.Count), Is.EqualTo((customer, 0)));
        Assert.That((await CurlAsync("v1/customers/cus_nobody/payment_methods")).Code, Is.EqualTo("resource_missing"));
    }

    [Test]
    [Documented("payments", "https://docs.stripe.com/testing#cards")]
    public async Task Reads_a_test_card()
    {
        var card = await DoneAsync("v1/payment_methods/pm_card_mastercard");

        Assert.That((card.TextAt("card.brand"), card.TextAt("card.last4")), Is.EqualTo(("mastercard", "4444")));
        Assert.That((await DoneAsync($"v1/payment_methods/{card.Id}")).Id, Is.EqualTo(card.Id));
    }
}
