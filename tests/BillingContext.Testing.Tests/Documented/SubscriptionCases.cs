namespace BillingContext.Testing.Tests.Documented;

public sealed class SubscriptionCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/subscriptions";
    private const string Overview = "https://docs.stripe.com/billing/subscriptions/overview";

    [Test]
    [Documented("subscriptions", Page + "/create")]
    public async Task Starts_by_paying_the_first_invoice()
    {
        var (customer, price) = await SubscriberAsync();

        var made = await SubscribeAsync(customer, price);
        var invoice = await DoneAsync($"v1/invoices/{made.TextAt("latest_invoice")}");

        Assert.That(
            (made.TextAt("object"), made.TextAt("status"), made.TextAt("customer")),
            Is.EqualTo(("subscription", "active", customer)));
        Assert.That((made.TextAt("items.data.0.price.id"), made.NumberAt("items.data.0.quantity")), Is.EqualTo((price, 1)));
        Assert.That(made.NumberAt("items.data.0.current_period_end"), Is.GreaterThan(made.NumberAt("items.data.0.current_period_start")));
        Assert.That((invoice.TextAt("status"), invoice.TextAt("billing_reason"), invoice.NumberAt("amount_paid")),
            Is.EqualTo(("paid", "subscription_create", 2000)));
        Assert.That(await EventTypesAsync(), Is.SupersetOf(["customer.subscription.created", "invoice.paid", "charge.succeeded"]));
    }

    [Test]
    [Documented("subscriptions", "https://docs.stripe.com/billing/subscriptions/trials")]
    public async Task Charges_nothing_until_the_trial_is_over()
    {
        var (customer, price) = await SubscriberAsync();

        var made = await SubscribeAsync(customer, price, "-d trial_period_days=7");
        var charges = await DoneAsync("v1/charges");
        await AdvanceAsync("days=8");

        Assert.That(
            (made.TextAt("status"), made.NumberAt("trial_end") - made.NumberAt("trial_start")),
            Is.EqualTo(("trialing", 7 * 86400)));
        Assert.That(charges.Ids, Is.Empty);
        Assert.That((await DoneAsync($"v1/subscriptions/{made.Id}")).TextAt("status"), Is.EqualTo("active"));
        Assert.That((await DoneAsync($"v1/charges?customer={customer}")).NumberAt("data.0.amount"), Is.EqualTo(2000));
    }

    [TestCase("", 200, "incomplete")]
    [TestCase("-d payment_behavior=allow_incomplete", 200, "incomplete")]
    [TestCase("-d payment_behavior=default_incomplete", 200, "incomplete")]
    [TestCase("-d payment_behavior=error_if_incomplete", 402, null)]
    [Documented("subscriptions", Page + "/create#create_subscription-payment_behavior")]
    public async Task Begins_incomplete_when_the_first_payment_fails(string behavior, int code, string? status)
    {
        var (customer, price) = await SubscriberAsync("pm_card_chargeCustomerFail");

        var answer = await CurlAsync($"v1/subscriptions -d customer={customer} -d \"items[0][price]\"={price} {behavior}");

        Assert.That(answer.Status, Is.EqualTo(code));
        Assert.That(status is null ? null : answer.TextAt("status"), Is.EqualTo(status));
        Assert.That((await DoneAsync("v1/subscriptions?status=all")).Ids, Has.Count.EqualTo(status is null ? 0 : 1));
    }

    [Test]
    [Documented("subscriptions", Overview + "#subscription-statuses")]
    public async Task Expires_when_the_first_invoice_is_not_paid_within_23_hours()
    {
        var (customer, price) = await SubscriberAsync("pm_card_chargeCustomerFail");
        var made = await SubscribeAsync(customer, price);

        await AdvanceAsync("hours=24");

        var expired = await DoneAsync($"v1/subscriptions/{made.Id}");
        Assert.That(expired.TextAt("status"), Is.EqualTo("incomplete_expired"));
        Assert.That((await DoneAsync($"v1/invoices/{made.TextAt("latest_invoice")}")).TextAt("status"), Is.EqualTo("void"));
    }

    [Test]
    [Documented("subscriptions", Overview)]
    public async Task Renews_each_period()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);

        await AdvanceAsync("days=62");

        var renewed = await DoneAsync($"v1/subscriptions/{made.Id}");
        var invoices = await DoneAsync($"v1/invoices?subscription={made.Id}");
        Assert.That(invoices.Ids, Has.Count.EqualTo(3));
        Assert.That(
            (invoices.TextAt("data.0.status"), invoices.TextAt("data.0.billing_reason")),
            Is.EqualTo(("paid", "subscription_cycle")));
        Assert.That(
            renewed.NumberAt("items.data.0.current_period_start"),
            Is.GreaterThan(made.NumberAt("items.data.0.current_period_end") - 1));
        Assert.That(renewed.TextAt("latest_invoice"), Is.EqualTo(invoices.Ids[0]));
    }

    [Test]
    [Documented("subscriptions", Overview)]
    public async Task Is_past_due_when_a_later_invoice_is_not_paid()
    {
        var (customer, price) = await SubscriberAsync("pm_card_chargeCustomerFail");
        var made = await SubscribeAsync(customer, price, "-d trial_period_days=7");

        await AdvanceAsync("days=8");

        var invoice = await DoneAsync($"v1/invoices?subscription={made.Id}");
        Assert.That((await DoneAsync($"v1/subscriptions/{made.Id}")).TextAt("status"), Is.EqualTo("past_due"));
        Assert.That((invoice.TextAt("data.0.status"), invoice.NumberAt("data.0.amount_remaining")), Is.EqualTo(("open", 2000)));
        Assert.That(await EventTypesAsync(), Is.SupersetOf(["invoice.payment_failed", "customer.subscription.updated"]));
    }

    [Test]
    [Documented("subscriptions", Page + "/list")]
    public async Task Lists_by_status_and_leaves_out_the_canceled()
    {
        var (customer, price) = await SubscriberAsync();
        var kept = await SubscribeAsync(customer, price);
        var gone = await SubscribeAsync(customer, price);
        await DoneAsync($"v1/subscriptions/{gone.Id} -X DELETE");

        Assert.That((await DoneAsync($"v1/subscriptions?customer={customer}")).Ids, Is.EqualTo([kept.Id]));
        Assert.That((await DoneAsync("v1/subscriptions?status=canceled")).Ids, Is.EqualTo([gone.Id]));
        Assert.That((await DoneAsync("v1/subscriptions?status=ended")).Ids, Is.EqualTo([gone.Id]));
        Assert.That((await DoneAsync("v1/subscriptions?status=all")).Ids, Is.EqualTo([gone.Id, kept.Id]));
    }

    [Test]
    [Documented("subscriptions", Page + "/object#subscription_object-default_payment_method")]
    public async Task Renews_with_the_card_that_is_the_customers_default_by_then()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);
        var failing = await DoneAsync($"v1/payment_methods/pm_card_chargeCustomerFail/attach -d customer={customer}");
        await DoneAsync($"v1/customers/{customer} -d \"invoice_settings[default_payment_method]\"={failing.Id}");

        await AdvanceAsync("days=32");

        var invoice = await DoneAsync($"v1/invoices?subscription={made.Id}");
        Assert.That((await DoneAsync($"v1/subscriptions/{made.Id}")).TextAt("status"), Is.EqualTo("past_due"));
        Assert.That((invoice.TextAt("data.0.status"), invoice.NumberAt("data.0.amount_remaining")), Is.EqualTo(("open", 2000)));
    }

    [Test]
    [Documented("subscriptions", Page + "/list")]
    public async Task Lists_by_price_and_period()
    {
        var (customer, price) = await SubscriberAsync();
        var (_, other) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);
        var end = made.NumberAt("items.data.0.current_period_end");

        Assert.That((await DoneAsync($"v1/subscriptions?price={price}")).Ids, Is.EqualTo([made.Id]));
        Assert.That((await DoneAsync($"v1/subscriptions?price={other}")).Ids, Is.Empty);
        Assert.That((await DoneAsync($"v1/subscriptions -G -d \"current_period_end[gte]\"={end}")).Ids, Is.EqualTo([made.Id]));
        Assert.That((await DoneAsync($"v1/subscriptions -G -d \"current_period_end[gt]\"={end}")).Ids, Is.Empty);
        Assert.That((await DoneAsync("v1/subscriptions?collection_method=send_invoice")).Ids, Is.Empty);
    }

    [Test]
    [Documented("failed renewals", "https://docs.stripe.com/billing/subscriptions/overview#requires-action")]
    public async Task Asks_for_the_customer_before_the_card_declines()
    {
        var (customer, price) = await SubscriberAsync("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds");
        await SubscribeAsync(customer, price);

        Assert.That(
            (await DoneAsync($"v1/charges?customer={customer}")).TextAt("data.0.failure_code"), Is.EqualTo("authentication_required"));
    }
}
