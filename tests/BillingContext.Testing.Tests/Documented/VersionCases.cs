namespace BillingContext.Testing.Tests.Documented;

public sealed class VersionCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/versioning";
    private const string Basil = "https://docs.stripe.com/changelog/basil";

    [Test]
    [Documented("versions", Page)]
    public async Task Says_which_version_it_answered_in()
    {
        var answer = await DoneAsync("v1/customers -H \"Stripe-Version: 2025-03-31.basil\"");
        var wrong = await CurlAsync("v1/customers -H \"Stripe-Version: yesterday\"");

        Assert.That(answer.Header("Stripe-Version"), Is.EqualTo("2025-03-31.basil"));
        Assert.That((wrong.Status, wrong.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
    }

    [Test]
    [Documented("versions", Basil)]
    public async Task Moved_periods_to_items_and_payments_beside_invoices()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);
        var invoice = made.TextAt("latest_invoice");

        var before = await DoneAsync($"v1/subscriptions/{made.Id} -H \"Stripe-Version: 2025-02-24.acacia\"");
        var old = await DoneAsync($"v1/invoices/{invoice} -H \"Stripe-Version: 2025-02-24.acacia\"");
        var now = await DoneAsync($"v1/invoices/{invoice}");

        Assert.That(before.NumberAt("current_period_end"), Is.EqualTo(made.NumberAt("items.data.0.current_period_end")));
        Assert.That(
            (made.Lacks("current_period_end"), now.Lacks("payment_intent"), now.Lacks("subscription")),
            Is.EqualTo((true, true, true)));
        Assert.That((old.TextAt("subscription"), old.TextAt("payment_intent")![..3]), Is.EqualTo((made.Id, "pi_")));
    }

    [Test]
    [Documented("versions", "https://docs.stripe.com/upgrades#2022-11-15")]
    public async Task No_longer_shows_refunds_inside_charges()
    {
        var paid = await PayAsync();
        await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");

        var before = await DoneAsync($"v1/charges/{paid.TextAt("latest_charge")} -H \"Stripe-Version: 2022-08-01\"");
        var after = await DoneAsync($"v1/charges/{paid.TextAt("latest_charge")} -H \"Stripe-Version: 2022-11-15\"");

        Assert.That(before.TextAt("refunds.data.0.object"), Is.EqualTo("refund"));
        Assert.That(after.Lacks("refunds"));
    }

    [Test]
    [Documented("versions", "https://docs.stripe.com/changelog")]
    public async Task Names_the_customer_on_refunds()
    {
        var customer = await DoneAsync("v1/customers -d name=x");
        var paid = await PayAsync(more: $"-d customer={customer.Id}");
        var refund = await DoneAsync($"v1/refunds -d payment_intent={paid.Id}");

        var before = await DoneAsync($"v1/refunds/{refund.Id} -H \"Stripe-Version: 2026-06-24.dahlia\"");

        Assert.That(refund.TextAt("customer"), Is.EqualTo(customer.Id));
        Assert.That(before.Lacks("customer"));
    }
}
