namespace BillingContext.Testing.Tests.Documented;

public sealed class InvoiceCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/invoices";
    private const string Payments = "https://docs.stripe.com/api/invoice-payment";

    [Test]
    [Documented("invoices", Page + "/pay")]
    public async Task Pays_what_was_left_open()
    {
        var (subscription, invoice) = await OpenAsync();

        var paid = await DoneAsync($"v1/invoices/{invoice}/pay -d payment_method={await OtherCardAsync(subscription)}");

        Assert.That(
            (paid.TextAt("status"), paid.NumberAt("amount_paid"), paid.NumberAt("amount_remaining")),
            Is.EqualTo(("paid", 2000, 0)));
        Assert.That(paid.NumberAt("status_transitions.paid_at"), Is.GreaterThan(0));
        Assert.That((await DoneAsync($"v1/subscriptions/{subscription}")).TextAt("status"), Is.EqualTo("active"));
        Assert.That(await EventTypesAsync(), Is.SupersetOf(["invoice.paid", "invoice.payment_succeeded", "invoice_payment.paid"]));
    }

    [Test]
    [Documented("invoices", Page + "/pay")]
    public async Task Stays_open_when_the_card_declines_again()
    {
        var (_, invoice) = await OpenAsync();

        var answer = await CurlAsync($"v1/invoices/{invoice}/pay -X POST");

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((402, "card_error")));
        Assert.That((await DoneAsync($"v1/invoices/{invoice}")).TextAt("status"), Is.EqualTo("open"));
    }

    [Test]
    [Documented("invoices", Page + "/void")]
    public async Task Voids_for_good()
    {
        var (_, invoice) = await OpenAsync();

        var voided = await DoneAsync($"v1/invoices/{invoice}/void -X POST");
        var paid = await CurlAsync($"v1/invoices/{invoice}/pay -X POST");
        var again = await CurlAsync($"v1/invoices/{invoice}/void -X POST");

        Assert.That((voided.TextAt("status"), voided.NumberAt("status_transitions.voided_at") > 0), Is.EqualTo(("void", true)));
        Assert.That((paid.Status, again.Status), Is.EqualTo((400, 400)));
        Assert.That(await EventTypesAsync(), Has.One.EqualTo("invoice.voided"));
    }

    [Test]
    [Documented("invoices", Page + "/mark_uncollectible")]
    public async Task Gives_up_but_may_still_be_paid()
    {
        var (subscription, invoice) = await OpenAsync();

        var given = await DoneAsync($"v1/invoices/{invoice}/mark_uncollectible -X POST");
        var paid = await DoneAsync($"v1/invoices/{invoice}/pay -d payment_method={await OtherCardAsync(subscription)}");

        Assert.That((given.TextAt("status"), paid.TextAt("status")), Is.EqualTo(("uncollectible", "paid")));
        Assert.That(await EventTypesAsync(), Has.One.EqualTo("invoice.marked_uncollectible"));
    }

    [Test]
    [Documented("invoices", Page + "/finalize")]
    public async Task Finalizes_once()
    {
        var (_, invoice) = await OpenAsync();

        var answer = await CurlAsync($"v1/invoices/{invoice}/finalize -X POST");

        Assert.That((answer.Status, answer.TextAt("error.type")), Is.EqualTo((400, "invalid_request_error")));
    }

    [Test]
    [Documented("invoices", Page + "/list")]
    public async Task Lists_by_customer_subscription_and_status()
    {
        var (subscription, invoice) = await OpenAsync();
        var customer = (await DoneAsync($"v1/invoices/{invoice}")).TextAt("customer");

        Assert.That((await DoneAsync($"v1/invoices?customer={customer}")).Ids, Is.EqualTo([invoice]));
        Assert.That((await DoneAsync($"v1/invoices?subscription={subscription}&status=open")).Ids, Is.EqualTo([invoice]));
        Assert.That((await DoneAsync("v1/invoices?status=paid")).Ids, Is.Empty);
    }

    [Test]
    [Documented("invoices", Payments)]
    public async Task Leads_from_an_invoice_to_its_payment_and_back()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);
        var invoice = made.TextAt("latest_invoice")!;

        var there = await DoneAsync($"v1/invoice_payments?invoice={invoice}");
        var intent = there.TextAt("data.0.payment.payment_intent");
        var back = await DoneAsync($"v1/invoice_payments -G -d \"payment[type]\"=payment_intent -d \"payment[payment_intent]\"={intent}");
        var expanded = await DoneAsync($"v1/invoices/{invoice}?expand[]=payments");

        Assert.That((there.TextAt("data.0.status"), there.NumberAt("data.0.amount_paid")), Is.EqualTo(("paid", 2000)));
        Assert.That(back.TextAt("data.0.invoice"), Is.EqualTo(invoice));
        Assert.That(expanded.TextAt("payments.data.0.payment.payment_intent"), Is.EqualTo(intent));
        Assert.That(expanded.TextAt("parent.subscription_details.subscription"), Is.EqualTo(made.Id));
    }

    [Test]
    [Documented("invoices", "https://docs.stripe.com/refunds")]
    public async Task Refunds_the_payment_of_an_invoice()
    {
        var (customer, price) = await SubscriberAsync();
        var made = await SubscribeAsync(customer, price);
        var payment = await DoneAsync($"v1/invoice_payments?invoice={made.TextAt("latest_invoice")}");

        var refund = await DoneAsync($"v1/refunds -d payment_intent={payment.TextAt("data.0.payment.payment_intent")}");

        Assert.That((refund.TextAt("status"), refund.NumberAt("amount")), Is.EqualTo(("succeeded", 2000)));
        Assert.That((await DoneAsync($"v1/invoices/{made.TextAt("latest_invoice")}")).TextAt("status"), Is.EqualTo("paid"));
    }

    /// <summary>The first invoice of a subscription whose card declined.</summary>
    private async Task<(string Subscription, string Invoice)> OpenAsync()
    {
        var (customer, price) = await SubscriberAsync("pm_card_chargeCustomerFail");
        var made = await SubscribeAsync(customer, price);
        return (made.Id, made.TextAt("latest_invoice")!);
    }

    private async Task<string> OtherCardAsync(string subscription)
    {
        var customer = (await DoneAsync($"v1/subscriptions/{subscription}")).TextAt("customer");
        return (await DoneAsync($"v1/payment_methods/pm_card_visa/attach -d customer={customer}")).Id;
    }
}
