using System.Text.Json;
using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

public sealed class SubscriptionTests
{
    private readonly StripeSimulator _stripe = new();

    [Test]
    public void Starts_with_a_paid_invoice()
    {
        var customer = _stripe.Account.AddCustomer(The.Email);
        var started = _stripe.Account.Subscribe(customer, "price_pro", 4900);
        using var wire = new Wire(_stripe);

        var subscription = wire.Get($"/v1/subscriptions/{started.SubscriptionId}?expand[]=latest_invoice.payments");
        var intent = wire.Get($"/v1/payment_intents/{started.FirstInvoice.PaymentIntentId}");

        Assert.That(subscription.TextAt("status"), Is.EqualTo("active"));
        Assert.That(subscription.TextAt("items.data.0.price.id"), Is.EqualTo("price_pro"));
        Assert.That(subscription.TextAt("items.data.0.price.product"), Is.EqualTo("prod_pro"));
        Assert.That(subscription.NumberAt("items.data.0.current_period_end"), Is.EqualTo(The.Start.AddMonths(1).ToUnixTimeSeconds()));
        Assert.That(subscription.Lacks("current_period_end"));
        Assert.That(subscription.TextAt("latest_invoice.status"), Is.EqualTo("paid"));
        Assert.That(subscription.TextAt("latest_invoice.billing_reason"), Is.EqualTo("subscription_create"));
        Assert.That(subscription.TextAt("latest_invoice.parent.subscription_details.subscription"), Is.EqualTo(started.SubscriptionId));
        Assert.That(subscription.TextAt("latest_invoice.customer_email"), Is.EqualTo(The.Email));
        Assert.That(intent.NumberAt("amount"), Is.EqualTo(4900));
        Assert.That(intent.TextAt("customer"), Is.EqualTo(customer));
    }

    [Test]
    public void Finds_the_invoice_of_a_payment_and_the_payment_of_an_invoice()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer());
        using var wire = new Wire(_stripe);

        var byPayment = wire.Get($"/v1/invoice_payments?payment[type]=payment_intent&payment[payment_intent]={started.FirstInvoice.PaymentIntentId}");
        var byInvoice = wire.Get($"/v1/invoice_payments?invoice={started.FirstInvoice.InvoiceId}&expand[]=data.payment.payment_intent");

        Assert.That(byPayment.TextAt("data.0.invoice"), Is.EqualTo(started.FirstInvoice.InvoiceId));
        Assert.That(byInvoice.TextAt("data.0.payment.payment_intent.id"), Is.EqualTo(started.FirstInvoice.PaymentIntentId));
        Assert.That(wire.Get("/v1/invoice_payments?payment[payment_intent]=pi_1").Code, Is.EqualTo("parameter_missing"));
    }

    [Test]
    public void Renews_with_an_invoice_of_its_own()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer());
        _stripe.Clock().Advance(TimeSpan.FromDays(30));
        var renewal = _stripe.Account.RenewSubscription(started.SubscriptionId);
        using var wire = new Wire(_stripe);

        var invoices = wire.Get($"/v1/invoices?subscription={started.SubscriptionId}");

        Assert.That(invoices.Ids, Is.EqualTo([renewal.InvoiceId, started.FirstInvoice.InvoiceId]));
        Assert.That(invoices.TextAt("data.0.billing_reason"), Is.EqualTo("subscription_cycle"));
        Assert.That(
            wire.Get($"/v1/subscriptions/{started.SubscriptionId}").NumberAt("items.data.0.current_period_end"),
            Is.EqualTo(The.Start.AddMonths(2).ToUnixTimeSeconds()));
    }

    [Test]
    public void Falls_behind_when_a_renewal_fails_and_catches_up()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer());
        var failed = _stripe.Account.FailRenewal(started.SubscriptionId);
        using var wire = new Wire(_stripe);

        var late = wire.Get($"/v1/subscriptions/{started.SubscriptionId}?expand[]=latest_invoice");
        var paid = _stripe.Account.PayInvoice(failed.InvoiceId);
        var again = wire.Get($"/v1/subscriptions/{started.SubscriptionId}?expand[]=latest_invoice");

        Assert.That(late.TextAt("status"), Is.EqualTo("past_due"));
        Assert.That(late.TextAt("latest_invoice.status"), Is.EqualTo("open"));
        Assert.That(late.NumberAt("latest_invoice.attempt_count"), Is.EqualTo(1));
        Assert.That(late.NumberAt("latest_invoice.next_payment_attempt"), Is.EqualTo(The.Start.AddDays(3).ToUnixTimeSeconds()));
        Assert.That(paid.PaymentIntentId, Is.EqualTo(failed.PaymentIntentId));
        Assert.That(again.TextAt("status"), Is.EqualTo("active"));
        Assert.That(again.TextAt("latest_invoice.status"), Is.EqualTo("paid"));
        Assert.That(again.NumberAt("latest_invoice.attempt_count"), Is.EqualTo(2));
    }

    [Test]
    public void Is_free_during_a_trial()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer(), trialDays: 14);
        using var wire = new Wire(_stripe);

        var subscription = wire.Get($"/v1/subscriptions/{started.SubscriptionId}?expand[]=latest_invoice");

        Assert.That(subscription.TextAt("status"), Is.EqualTo("trialing"));
        Assert.That(subscription.NumberAt("trial_end"), Is.EqualTo(The.Start.AddDays(14).ToUnixTimeSeconds()));
        Assert.That(subscription.NumberAt("latest_invoice.total"), Is.Zero);
        Assert.That(started.FirstInvoice.PaymentIntentId, Is.Null);
    }

    [Test]
    public void Cancels_now()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer());
        using var wire = new Wire(_stripe);

        var canceled = wire.Delete(
            $"/v1/subscriptions/{started.SubscriptionId}",
            "prorate=false&cancellation_details[comment]=bye&cancellation_details[feedback]=unused");
        var again = wire.Delete($"/v1/subscriptions/{started.SubscriptionId}");

        Assert.That(canceled.TextAt("status"), Is.EqualTo("canceled"));
        Assert.That(canceled.NumberAt("ended_at"), Is.EqualTo(The.Start.ToUnixTimeSeconds()));
        Assert.That(canceled.TextAt("cancellation_details.reason"), Is.EqualTo("cancellation_requested"));
        Assert.That(canceled.TextAt("cancellation_details.comment"), Is.EqualTo("bye"));
        Assert.That((again.Status, again.Code), Is.EqualTo((404, "resource_missing")));
    }

    [Test]
    public void Says_that_it_does_not_simulate_prorations()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer());
        using var wire = new Wire(_stripe);

        var answer = wire.Delete($"/v1/subscriptions/{started.SubscriptionId}?prorate=true");

        Assert.That((answer.Status, answer.Param), Is.EqualTo((400, "prorate")));
        Assert.That(wire.Get($"/v1/subscriptions/{started.SubscriptionId}").TextAt("status"), Is.EqualTo("active"));
    }

    [Test]
    public void Ends_with_its_period_when_asked_unless_it_is_asked_back()
    {
        var customer = _stripe.Account.AddCustomer();
        var ending = _stripe.Account.Subscribe(customer).SubscriptionId;
        var kept = _stripe.Account.Subscribe(customer).SubscriptionId;
        using var wire = new Wire(_stripe);

        var asked = wire.Post($"/v1/subscriptions/{ending}", "cancel_at_period_end=true");
        wire.Post($"/v1/subscriptions/{kept}", "cancel_at_period_end=true");
        var back = wire.Post($"/v1/subscriptions/{kept}", "cancel_at_period_end=false");
        _stripe.Clock().Advance(TimeSpan.FromDays(31));

        var ended = wire.Get($"/v1/subscriptions/{ending}");
        Assert.That(asked.TextAt("status"), Is.EqualTo("active"));
        Assert.That(asked.NumberAt("cancel_at"), Is.EqualTo(The.Start.AddMonths(1).ToUnixTimeSeconds()));
        Assert.That(back.At("cancel_at").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(ended.TextAt("status"), Is.EqualTo("canceled"));
        Assert.That(ended.NumberAt("ended_at"), Is.EqualTo(The.Start.AddMonths(1).ToUnixTimeSeconds()));
        Assert.That(wire.Get($"/v1/subscriptions/{kept}").TextAt("status"), Is.EqualTo("active"));
    }

    [TestCase("", "active past_due")]
    [TestCase("&status=all", "active past_due canceled")]
    [TestCase("&status=ended", "canceled")]
    [TestCase("&status=canceled", "canceled")]
    [TestCase("&status=past_due", "past_due")]
    public void Lists_by_status_and_leaves_out_cancelled_ones_by_default(string filter, string expected)
    {
        var customer = _stripe.Account.AddCustomer();
        _stripe.Account.CancelSubscription(_stripe.Account.Subscribe(customer).SubscriptionId);
        _stripe.Account.FailRenewal(_stripe.Account.Subscribe(customer).SubscriptionId);
        _stripe.Account.Subscribe(customer);
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/subscriptions?customer={customer}{filter}");

        Assert.That(answer.At("data").EnumerateArray().Select(s => s.GetProperty("status").GetString()), Is.EqualTo(expected.Split(' ')));
    }

    [Test]
    public void Shows_old_versions_what_they_knew()
    {
        var started = _stripe.Account.Subscribe(_stripe.Account.AddCustomer());
        using var wire = new Wire(_stripe) { Version = "2024-06-20" };

        var invoice = wire.Get($"/v1/invoices/{started.FirstInvoice.InvoiceId}");

        Assert.That(invoice.TextAt("subscription"), Is.EqualTo(started.SubscriptionId));
        Assert.That(invoice.TextAt("payment_intent"), Is.EqualTo(started.FirstInvoice.PaymentIntentId));
        Assert.That(wire.Get($"/v1/subscriptions/{started.SubscriptionId}").NumberAt("current_period_end"), Is.Positive);
    }

    [TestCase("draft")]
    [TestCase("open")]
    [TestCase("paid")]
    [TestCase("uncollectible")]
    [TestCase("void")]
    public void Lists_invoices_by_status(string status)
    {
        var customer = _stripe.Account.AddCustomer();
        var ids = new[] { "draft", "open", "paid", "uncollectible", "void" }
            .ToDictionary(s => s, s => _stripe.Account.AddInvoice(customer, 1000, status: s).InvoiceId);
        using var wire = new Wire(_stripe);

        var answer = wire.Get($"/v1/invoices?customer={customer}&status={status}");

        Assert.That(answer.Ids, Is.EqualTo([ids[status]]));
        Assert.That(answer.NumberAt("data.0.amount_paid"), Is.EqualTo(status == "paid" ? 1000 : 0));
        Assert.That(answer.At("data.0.parent").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }
}
