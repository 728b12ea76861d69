using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Payments;

public class PaymentContextTests
{
    private static readonly PaymentContextRequest Everything = new() { IncludeAttempts = true, IncludeInvoices = true };

    [Test]
    public async Task A_known_customer_costs_three_calls()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com", "Bo Buyer");
        var paid = desk.Stripe.Account.Pay(customer, 4_200, description: "Boots");
        desk.Stripe.Account.Refund(paid, 1_000);
        desk.Stripe.Account.Subscribe(customer, "price_monthly", 900);

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(desk.Calls, Is.EquivalentTo(new[] { $"GET /v1/customers/{customer}", "GET /v1/payment_intents", "GET /v1/subscriptions" }));
        Assert.That(context.IsComplete, Is.True);
        Assert.That(context.State, Is.EqualTo(CustomerState.Known));
        Assert.That(context.Customer!.Name, Is.EqualTo("Bo Buyer"));
        Assert.That(context.Subscriptions.Single().LatestInvoice!.Payments, Has.Count.EqualTo(1));
        var payment = context.Payments.Single(known => known.Id.Value == paid.PaymentIntentId);
        Assert.That(payment.Status, Is.EqualTo(PaymentStatus.Succeeded));
        Assert.That(payment.Amount, Is.EqualTo(Money.Of("usd", 4_200)));
        Assert.That(payment.Refundable, Is.EqualTo(Money.Of("usd", 3_200)));
        Assert.That(payment.Card!.LastFour, Is.EqualTo("4242"));
        Assert.That(payment.Refunds.Single().Amount, Is.EqualTo(Money.Of("usd", 1_000)));
    }

    [Test]
    public async Task Attempts_and_invoices_cost_a_call_each()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var declined = desk.Stripe.Account.DeclinePayment(customer, 4_200);
        desk.Stripe.Account.RetryPayment(declined.PaymentIntentId!);
        desk.Stripe.Account.Subscribe(customer, "price_monthly", 900);

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), Everything);

        Assert.That(desk.Calls, Has.Count.EqualTo(5));
        Assert.That(context.Attempts!.Select(attempt => attempt.StripeStatus), Is.EqualTo(new[] { "succeeded", "succeeded", "failed" }));
        Assert.That(context.Invoices!.Single().Payments, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task By_email_the_whole_way_costs_four_calls()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Account.Pay(customer, 4_200);

        var context = await desk.Contexts.GetAsync(await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com")));

        Assert.That(desk.Calls, Is.EquivalentTo(new[] { "GET /v1/customers", "GET /v1/customers/search", "GET /v1/payment_intents", "GET /v1/subscriptions" }));
        Assert.That(context.Customer!.Email, Is.EqualTo("buyer@example.com"));
        Assert.That(context.Resolution.Status, Is.EqualTo(ResolutionStatus.Unverified));
    }

    [Test]
    public async Task Each_disputed_charge_costs_one_call_more_and_brings_all_its_disputes()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Account.Pay(customer, 900);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "product_not_received");

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(desk.Calls, Has.Count.EqualTo(4));
        Assert.That(context.Payments.Single(payment => payment.IsDisputed).Disputes.Single().Reason, Is.EqualTo("product_not_received"));
    }

    [Test]
    public async Task More_refunds_than_come_with_a_charge_are_fetched()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        for (var i = 0; i < 12; i++)
        {
            desk.Stripe.Account.Refund(paid, 100);
        }

        var payment = (await desk.Contexts.GetAsync(Desk.Verified(customer))).Payments.Single();

        Assert.That(payment.Refunds, Has.Count.EqualTo(12));
        Assert.That(payment.RefundsComplete, Is.True);
    }

    [Test]
    public async Task A_fresh_context_is_asked_for_once_and_age_is_the_callers_choice()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        await desk.Contexts.GetAsync(Desk.Verified(customer));
        desk.Stripe.ClearRequests();

        desk.Time.Advance(TimeSpan.FromSeconds(20));
        await desk.Contexts.GetAsync(Desk.Verified(customer));
        Assert.That(desk.Calls, Is.Empty, "20 seconds are fresh by default");

        await desk.Contexts.GetAsync(Desk.Verified(customer), new PaymentContextRequest { MaxAge = TimeSpan.FromSeconds(10) });
        Assert.That(desk.Calls, Has.Count.EqualTo(3), "but not for one who wants 10");

        await desk.Contexts.GetAsync(Desk.Verified(customer), new PaymentContextRequest { MaxAge = TimeSpan.Zero });
        Assert.That(desk.Calls, Has.Count.EqualTo(6), "and never for one who wants it anew");
    }

    [Test]
    public async Task A_cached_context_keeps_how_sure_its_caller_is()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        await desk.Contexts.GetAsync(Desk.Verified(customer));

        var context = await desk.Contexts.GetAsync(await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("buyer@example.com")));

        Assert.That(context.Resolution.Status, Is.EqualTo(ResolutionStatus.Unverified));
    }

    [Test]
    public async Task A_missing_customer_is_a_state_and_so_is_a_deleted_one()
    {
        using var desk = new Desk();
        var deleted = desk.Stripe.Account.AddCustomer("gone@example.com");
        desk.Stripe.Account.Pay(deleted, 4_200);
        desk.Stripe.Account.DeleteCustomer(deleted);

        var missing = await desk.Contexts.GetAsync(Desk.Verified("cus_nobody"));
        var gone = await desk.Contexts.GetAsync(Desk.Verified(deleted));

        Assert.That(missing.State, Is.EqualTo(CustomerState.Missing));
        Assert.That(missing.Payments, Is.Empty);
        Assert.That(gone.State, Is.EqualTo(CustomerState.Deleted));
    }

    [Test]
    public async Task A_guests_payment_is_reached_by_its_id_and_nothing_else_is()
    {
        using var desk = new Desk();
        var paid = desk.Stripe.Account.Pay(customer: null, 4_200);
        desk.Stripe.Account.Pay(customer: null, 900);

        var context = await desk.Contexts.GetAsync(CustomerResolution.VerifiedPayment(Desk.Scope, new PaymentId(paid.PaymentIntentId!)));

        Assert.That(context.State, Is.EqualTo(CustomerState.Guest));
        Assert.That(context.Payments.Single().Id.Value, Is.EqualTo(paid.PaymentIntentId));
        Assert.That(desk.Calls, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task With_the_sidebars_key_invoices_and_disputes_are_named_as_missing()
    {
        // The permissions of a ticket sidebar: customers, payments, charges, subscriptions and refunds, nothing on invoices or disputes.
        using var desk = WithKey("customer_read", "payment_intent_read", "charge_read", "subscription_write", "refund_write");
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Account.Subscribe(customer, "price_monthly", 900);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(context.Missing, Is.EquivalentTo(new[]
        {
            new DataGap(DataArea.Invoices, DataGapReason.PermissionMissing, "rak_invoice_read"),
            new DataGap(DataArea.Disputes, DataGapReason.PermissionMissing, "rak_dispute_read"),
        }));
        Assert.That(context.Subscriptions.Single().LatestInvoiceId, Is.Not.Null);
        Assert.That(context.Payments.Single(payment => payment.IsDisputed).DisputesComplete, Is.False);
    }

    [Test]
    public async Task With_the_assistants_key_payments_are_read_from_charges_and_the_rest_is_named()
    {
        // The permissions of an answering assistant: charges, refunds and disputes, read only.
        using var desk = WithKey("charge_read", "refund_read", "dispute_read");
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Account.Refund(paid, 1_000);

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(context.Missing, Is.EquivalentTo(new[]
        {
            new DataGap(DataArea.Customer, DataGapReason.PermissionMissing, "rak_customer_read"),
            new DataGap(DataArea.Payments, DataGapReason.PermissionMissing, "rak_payment_intent_read"),
            new DataGap(DataArea.Subscriptions, DataGapReason.PermissionMissing, "rak_subscription_read"),
        }));
        Assert.That(context.Payments.Single(), Has.Property(nameof(Payment.Id)).EqualTo(new PaymentId(paid.PaymentIntentId!)));
        Assert.That(context.Payments.Single().Refunds.Single().Amount, Is.EqualTo(Money.Of("usd", 1_000)));
    }

    [Test]
    public async Task A_page_that_fails_is_named_and_never_reads_as_nothing()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).On("GET", "/v1/payment_intents"));

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(context.Missing, Is.EqualTo(new[] { new DataGap(DataArea.Payments, DataGapReason.Unavailable) }));
        Assert.That(context.IsComplete, Is.False);
    }

    [Test]
    public void When_nothing_answers_it_is_an_exception()
    {
        using var desk = new Desk();
        desk.Stripe.Faults.Add(StripeFault.RefuseConnection().Times(10));

        Assert.That(
            () => desk.Contexts.GetAsync(Desk.Verified("cus_1")),
            Throws.InstanceOf<StripeAdapterException>().With.Property(nameof(StripeAdapterException.Kind)).EqualTo(StripeErrorKind.NotSent));
    }

    [Test]
    public async Task A_revoked_key_is_an_exception_that_does_not_print_it()
    {
        using var desk = new Desk();
        desk.Stripe.RevokeKey(StripeSimulator.SecretKey);

        var exception = await Assert.ThrowsAsync<StripeAdapterException>(() => desk.Contexts.GetAsync(Desk.Verified("cus_1")));

        Assert.That(exception!.Kind, Is.EqualTo(StripeErrorKind.KeyRejected));
        Assert.That(exception.ToString(), Does.Not.Contain(StripeSimulator.SecretKey));
    }

    [Test]
    public async Task More_payments_than_were_asked_for_are_said_to_exist()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        for (var i = 0; i < 3; i++)
        {
            desk.Stripe.Account.Pay(customer, 100 + i);
        }

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), new PaymentContextRequest { Payments = 2 });

        Assert.That(context.Payments, Has.Count.EqualTo(2));
        Assert.That(context.Missing, Is.EqualTo(new[] { new DataGap(DataArea.Payments, DataGapReason.MoreExist) }));
    }

    [TestCase(0)]
    [TestCase(101)]
    public void A_number_of_payments_out_of_range_is_an_error(int payments)
    {
        using var desk = new Desk();

        Assert.That(
            () => desk.Contexts.GetAsync(Desk.Verified("cus_1"), new PaymentContextRequest { Payments = payments }),
            Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public async Task Anothers_payment_and_no_payment_are_one_answer_at_one_cost()
    {
        using var desk = new Desk();
        var mine = desk.Stripe.Account.AddCustomer("me@example.com");
        var theirs = desk.Stripe.Account.AddCustomer("them@example.com");
        var paid = desk.Stripe.Account.Pay(theirs, 4_200);
        desk.Stripe.Account.OpenDispute(paid.ChargeId!, "fraudulent");

        desk.Stripe.ClearRequests();
        var foreign = await desk.Contexts.GetPaymentAsync(Desk.Verified(mine), new PaymentId(paid.PaymentIntentId!));
        var foreignCalls = desk.Calls.Count;
        desk.Stripe.ClearRequests();
        var missing = await desk.Contexts.GetPaymentAsync(Desk.Verified(mine), new PaymentId("pi_nothing"));

        Assert.That((foreign, foreignCalls), Is.EqualTo((missing, desk.Calls.Count)));
        Assert.That(foreign, Is.Null);
    }

    [TestCase(false, null, "https://dashboard.stripe.com/test/payments/pi_1")]
    [TestCase(true, null, "https://dashboard.stripe.com/payments/pi_1")]
    [TestCase(false, "acct_1", "https://dashboard.stripe.com/acct_1/test/payments/pi_1")]
    public void Links_lead_into_the_right_dashboard(bool livemode, string? account, string expected)
    {
        var links = new DashboardLinks(new StripeScope(default, account is null ? null : new StripeAccountId(account), livemode));

        Assert.That(links.For(new PaymentId("pi_1")), Is.EqualTo(new Uri(expected)));
    }

    private static Desk WithKey(params string[] permissions)
    {
        var stripe = new StripeSimulator();
        stripe.AddRestrictedKey("rk_test_support_desk", permissions);
        return new Desk(builder => builder.UseStripe(options => options.ApiKey = "rk_test_support_desk"), stripe);
    }
}
