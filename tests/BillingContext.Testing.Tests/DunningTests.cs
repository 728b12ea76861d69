using BillingContext.Testing.Tests.Framework;

namespace BillingContext.Testing.Tests;

/// <summary>Renewals that fail, over time: https://docs.stripe.com/billing/revenue-recovery</summary>
public sealed class DunningTests
{
    private readonly StripeSimulator _stripe = new();
    private Wire _wire = null!;

    [SetUp]
    public void Open() => _wire = new Wire(_stripe);

    [TearDown]
    public void Close() => _wire.Dispose();

    [Test]
    public void Tries_after_three_five_and_seven_days_and_then_cancels()
    {
        var (subscription, _) = Failing();
        var invoice = _wire.Get($"/v1/subscriptions/{subscription}").TextAt("latest_invoice")!;
        var renewed = The.Start.AddMonths(1);

        var seen = new List<(string?, long, long?)> { Seen(invoice) };
        foreach (var days in new[] { 3, 5, 7 })
        {
            _stripe.Clock().Advance(TimeSpan.FromDays(days));
            seen.Add(Seen(invoice));
        }

        var ended = _wire.Get($"/v1/subscriptions/{subscription}");
        Assert.That(seen, Is.EqualTo(new (string?, long, long?)[]
        {
            ("open", 1, renewed.AddDays(3).ToUnixTimeSeconds()),
            ("open", 2, renewed.AddDays(8).ToUnixTimeSeconds()),
            ("open", 3, renewed.AddDays(15).ToUnixTimeSeconds()),
            ("open", 4, null),
        }));
        Assert.That((ended.TextAt("status"), ended.TextAt("cancellation_details.reason")), Is.EqualTo(("canceled", "payment_failed")), ended.Body);
        Assert.That(ended.NumberAt("ended_at"), Is.EqualTo(renewed.AddDays(15).ToUnixTimeSeconds()));
        Assert.That(_stripe.EventsOf(invoice).Count(type => type == "invoice.payment_failed"), Is.EqualTo(4));
        Assert.That(
            _stripe.EventsOf(subscription).Skip(1),
            Is.EqualTo(["customer.subscription.updated", "customer.subscription.updated", "customer.subscription.deleted"]));
    }

    [Test]
    public void Is_over_once_another_card_pays()
    {
        var (subscription, customer) = Failing();
        _wire.UseCard(customer, "pm_card_mastercard");

        _stripe.Clock().Advance(TimeSpan.FromDays(3));

        var paid = _wire.Get($"/v1/subscriptions/{subscription}?expand[]=latest_invoice");
        Assert.That((paid.TextAt("status"), paid.TextAt("latest_invoice.status")), Is.EqualTo(("active", "paid")), paid.Body);
        Assert.That(paid.NumberAt("latest_invoice.attempt_count"), Is.EqualTo(2));
        Assert.That(paid.At("latest_invoice.next_payment_attempt").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [Test]
    public void Keeps_its_days_whatever_is_tried_by_hand()
    {
        var (subscription, customer) = Failing();
        var invoice = _wire.Get($"/v1/subscriptions/{subscription}").TextAt("latest_invoice")!;
        var before = Seen(invoice);

        var declined = _wire.Post($"/v1/invoices/{invoice}/pay");
        var after = Seen(invoice);
        var other = _wire.Post("/v1/payment_methods/pm_card_mastercard/attach", $"customer={customer}").Id;
        _wire.Post($"/v1/subscriptions/{subscription}", $"default_payment_method={other}");
        _stripe.Clock().Advance(TimeSpan.FromDays(3));

        Assert.That((declined.Status, after), Is.EqualTo((402, before)));
        Assert.That(Seen(invoice).Status, Is.EqualTo("paid"));
    }

    [TestCase("past_due", "past_due")]
    [TestCase("unpaid", "unpaid")]
    [TestCase("canceled", "canceled")]
    public void Ends_as_the_account_has_chosen(string chosen, string expected)
    {
        _stripe.Account.SetStatusAfterRetries(chosen);
        var (subscription, _) = Failing();

        _stripe.Clock().Advance(TimeSpan.FromDays(15));

        Assert.That(_wire.Get($"/v1/subscriptions/{subscription}").TextAt("status"), Is.EqualTo(expected));
    }

    [Test]
    public void Leaves_the_invoices_of_an_unpaid_subscription_as_drafts_until_one_is_paid()
    {
        _stripe.Account.SetStatusAfterRetries("unpaid");
        var (subscription, customer) = Failing();
        _stripe.Clock().Advance(TimeSpan.FromDays(31));
        var draft = _wire.Get($"/v1/subscriptions/{subscription}?expand[]=latest_invoice");
        _wire.UseCard(customer, "pm_card_mastercard");

        _wire.Post($"/v1/invoices/{draft.TextAt("latest_invoice.id")}/finalize");
        _wire.Post($"/v1/invoices/{draft.TextAt("latest_invoice.id")}/pay");
        var paid = _wire.Get($"/v1/subscriptions/{subscription}").TextAt("status");
        _stripe.Clock().Advance(TimeSpan.FromDays(31));

        Assert.That((draft.TextAt("status"), draft.TextAt("latest_invoice.status"), draft.FlagAt("latest_invoice.auto_advance")), Is.EqualTo(("unpaid", "draft", false)), draft.Body);
        Assert.That(paid, Is.EqualTo("active"));
        Assert.That(_wire.Get($"/v1/subscriptions/{subscription}?expand[]=latest_invoice").TextAt("latest_invoice.status"), Is.EqualTo("paid"));
    }

    [Test]
    public void Stops_when_the_subscription_is_cancelled()
    {
        var (subscription, customer) = Failing();
        var invoice = _wire.Get($"/v1/subscriptions/{subscription}").TextAt("latest_invoice")!;
        _wire.Delete($"/v1/subscriptions/{subscription}");
        _wire.UseCard(customer, "pm_card_mastercard");

        _stripe.Clock().Advance(TimeSpan.FromDays(20));

        Assert.That(Seen(invoice), Is.EqualTo(("open", 1L, (long?)null)));
        Assert.That(_wire.Get($"/v1/invoices/{invoice}").FlagAt("auto_advance"), Is.False);
    }

    [Test]
    public void Is_nothing_for_a_first_payment_or_for_what_verbs_renew()
    {
        var first = _wire.Post("/v1/subscriptions", $"customer={_wire.Customer("pm_card_chargeCustomerFail")}&items[0][price]={_wire.Price()}&expand[]=latest_invoice");
        var failed = _stripe.Account.FailRenewal(_stripe.Account.Subscribe(_stripe.Account.AddCustomer()).SubscriptionId);

        _stripe.Clock().Advance(TimeSpan.FromDays(30));

        Assert.That(first.At("latest_invoice.next_payment_attempt").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That(Seen(failed.InvoiceId), Is.EqualTo(("open", 1L, (long?)The.Start.AddDays(3).ToUnixTimeSeconds())));
    }

    [Test]
    public void Goes_on_renewing_what_a_verb_has_renewed_once()
    {
        var made = _wire.Post("/v1/subscriptions", $"customer={_wire.Customer()}&items[0][price]={_wire.Price()}").Id;
        _stripe.Account.RenewSubscription(made);

        _stripe.Clock().Advance(TimeSpan.FromDays(70));

        Assert.That(_wire.Get($"/v1/invoices?subscription={made}").Ids, Has.Count.EqualTo(3));
    }

    [Test]
    public void Knows_three_endings()
        => Assert.That(() => _stripe.Account.SetStatusAfterRetries("paused"), Throws.ArgumentException);

    /// <summary>A subscription whose first renewal was declined just now.</summary>
    private (string Subscription, string Customer) Failing()
    {
        var customer = _wire.Customer();
        var made = _wire.Post("/v1/subscriptions", $"customer={customer}&items[0][price]={_wire.Price()}").Id;
        _wire.UseCard(customer, "pm_card_chargeCustomerFail");
        _stripe.Clock().SetUtcNow(The.Start.AddMonths(1));
        Assert.That(_wire.Get($"/v1/subscriptions/{made}").TextAt("status"), Is.EqualTo("past_due"));
        return (made, customer);
    }

    private (string? Status, long Attempts, long? Next) Seen(string invoice)
    {
        var seen = _wire.Get($"/v1/invoices/{invoice}");
        var next = seen.At("next_payment_attempt");
        return (seen.TextAt("status"), seen.NumberAt("attempt_count"), next.ValueKind == System.Text.Json.JsonValueKind.Null ? null : next.GetInt64());
    }
}
