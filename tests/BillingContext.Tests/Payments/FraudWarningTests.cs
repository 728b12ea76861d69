using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Payments;

/// <summary>Early fraud warnings cost a call each, so they are read only for who asks, and only where one could still be acted on.</summary>
internal sealed class FraudWarningTests
{
    private const string List = "GET /v1/radar/early_fraud_warnings";

    private static readonly PaymentContextRequest WithWarnings = new() { IncludeFraudWarnings = true };

    [Test]
    public async Task A_warning_is_read_for_who_asks()
    {
        using var desk = new Desk();
        var (customer, paid) = Customer(desk);
        var warning = desk.Stripe.Account.WarnOfFraud(paid.ChargeId, "made_with_stolen_card");

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);

        Assert.That(context.IsComplete, Is.True);
        Assert.That(desk.Calls, Has.Count.EqualTo(4).And.One.EqualTo(List));
        Assert.That(context.Payments.Single().FraudWarnings!.Single(), Is.EqualTo(new EarlyFraudWarning
        {
            Id = warning,
            Charge = new ChargeId(paid.ChargeId),
            Payment = new PaymentId(paid.PaymentIntentId!),
            IsActionable = true,
            FraudType = "made_with_stolen_card",
            CreatedAt = desk.Time.GetUtcNow(),
        }));
    }

    [Test]
    public async Task Nobody_else_pays_for_it()
    {
        using var desk = new Desk();
        var (customer, paid) = Customer(desk);
        desk.Stripe.Account.WarnOfFraud(paid.ChargeId);

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(desk.Calls, Has.Count.EqualTo(3).And.None.EqualTo(List));
        Assert.That(context.Payments.Single().FraudWarnings, Is.Null);
        Assert.That(context.IsComplete, Is.True);
    }

    [Test]
    public async Task That_there_is_none_is_an_empty_list()
    {
        using var desk = new Desk();
        var (customer, _) = Customer(desk);

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);

        Assert.That(context.Payments.Single().FraudWarnings, Is.Empty);
    }

    [TestCase("in part", true)]
    [TestCase("with Link", true)]
    [TestCase("refunded", false)]
    [TestCase("disputed", false)]
    [TestCase("failed", false)]
    [TestCase("only held", false)]
    [TestCase("by bank debit", false)]
    public async Task Is_read_where_a_refund_could_still_prevent_a_dispute(string payment, bool isRead)
    {
        using var desk = new Desk();
        var stripe = desk.Stripe.Account;
        var customer = stripe.AddCustomer("buyer@example.com");
        switch (payment)
        {
            case "in part":
                stripe.Refund(stripe.Pay(customer, 4_200), 1_000);
                break;
            case "with Link":
                stripe.Pay(customer, 4_200, paymentMethodType: "link");
                break;
            case "refunded":
                stripe.Refund(stripe.Pay(customer, 4_200));
                break;
            case "disputed":
                stripe.OpenDispute(stripe.Pay(customer, 4_200).ChargeId);
                break;
            case "failed":
                stripe.DeclinePayment(customer, 4_200);
                break;
            case "only held":
                stripe.Authorize(customer, 4_200);
                break;
            default:
                stripe.Pay(customer, 4_200, paymentMethodType: "sepa_debit");
                break;
        }

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);

        Assert.That(desk.Calls.Contains(List), Is.EqualTo(isRead));
        Assert.That(context.Payments.Single().FraudWarnings is not null, Is.EqualTo(isRead));
    }

    [Test]
    public async Task A_key_that_may_not_read_them_is_named_and_asked_for_once()
    {
        var stripe = new StripeSimulator();
        stripe.AddRestrictedKey("rk_test_support_desk", "customer_read", "payment_intent_read", "charge_read", "subscription_read", "invoice_read", "dispute_read");
        using var desk = new Desk(builder => builder.UseStripe(options => options.ApiKey = "rk_test_support_desk"), stripe);
        var (customer, paid) = Customer(desk);
        stripe.Account.WarnOfFraud(paid.ChargeId);

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);
        await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings with { MaxAge = TimeSpan.Zero });

        Assert.That(context.Missing, Is.EqualTo(new[] { new DataGap(DataArea.FraudWarnings, DataGapReason.PermissionMissing, "rak_early_fraud_warning_read") }));
        Assert.That(context.Missing.Single().Describe(), Is.EqualTo("Early fraud warnings could not be read: the Stripe key lacks rak_early_fraud_warning_read."));
        Assert.That(context.Payments.Single(), Has.Property(nameof(Payment.FraudWarnings)).Null.And.Property(nameof(Payment.DisputesComplete)).True);
        Assert.That(desk.Calls.Count(call => call == List), Is.EqualTo(1));
    }

    [Test]
    public async Task A_list_that_fails_is_named_and_never_reads_as_none()
    {
        using var desk = new Desk();
        var (customer, _) = Customer(desk);
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).On("GET", "/v1/radar/early_fraud_warnings"));

        var context = await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);

        Assert.That(context.Missing, Is.EqualTo(new[] { new DataGap(DataArea.FraudWarnings, DataGapReason.Unavailable) }));
        Assert.That(context.Payments.Single().FraudWarnings, Is.Null);
    }

    [Test]
    public async Task A_guests_payment_has_them_too()
    {
        using var desk = new Desk();
        var paid = desk.Stripe.Account.Pay(customer: null, 4_200);
        desk.Stripe.Account.WarnOfFraud(paid.ChargeId);

        var context = await desk.Contexts.GetAsync(CustomerResolution.VerifiedPayment(Desk.Scope, new PaymentId(paid.PaymentIntentId!)), WithWarnings);

        Assert.That(context.Payments.Single().FraudWarnings, Has.Count.EqualTo(1));
        Assert.That(desk.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Who_did_not_ask_gets_the_same_context_without_them_and_without_a_call()
    {
        using var desk = new Desk();
        var (customer, paid) = Customer(desk);
        desk.Stripe.Account.WarnOfFraud(paid.ChargeId);
        await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);
        desk.Stripe.ClearRequests();

        var poorer = await desk.Contexts.GetAsync(Desk.Verified(customer));
        var again = await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);

        Assert.That(desk.Calls, Is.Empty);
        Assert.That((poorer.Payments.Single().FraudWarnings, again.Payments.Single().FraudWarnings!.Count), Is.EqualTo(((IReadOnlyList<EarlyFraudWarning>?)null, 1)));
    }

    [Test]
    public async Task A_gap_in_them_is_no_gap_for_who_did_not_ask()
    {
        using var desk = new Desk();
        var (customer, _) = Customer(desk);
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).On("GET", "/v1/radar/early_fraud_warnings"));
        await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);

        var poorer = await desk.Contexts.GetAsync(Desk.Verified(customer));

        Assert.That(poorer.IsComplete, Is.True);
    }

    [Test]
    public async Task A_context_without_them_is_no_answer_to_who_asks()
    {
        using var desk = new Desk();
        var (customer, paid) = Customer(desk);
        desk.Stripe.Account.WarnOfFraud(paid.ChargeId);
        await desk.Contexts.GetAsync(Desk.Verified(customer));

        var richer = await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);

        Assert.That(richer.Payments.Single().FraudWarnings, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Its_event_drops_the_context_although_it_names_no_customer()
    {
        using var desk = new Desk();
        var (customer, paid) = Customer(desk);
        await desk.DeliverAsync();
        await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings);
        desk.Stripe.Account.WarnOfFraud(paid.ChargeId);
        desk.Stripe.ClearRequests();

        var results = await desk.DeliverAsync();

        Assert.That(results, Has.Count.EqualTo(1));
        Assert.That(desk.Calls, Is.Empty, "nobody watches, so nothing is read");
        Assert.That((await desk.Contexts.GetAsync(Desk.Verified(customer), WithWarnings)).Payments.Single().FraudWarnings, Has.Count.EqualTo(1));
    }

    private static (string Customer, SimulatedPayment Paid) Customer(Desk desk)
    {
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        return (customer, desk.Stripe.Account.Pay(customer, 4_200));
    }
}
