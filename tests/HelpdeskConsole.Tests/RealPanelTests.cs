using BillingContext;
using BillingContext.Customers;
using BillingContext.Testing;
using HelpdeskConsole.RealAccount;
using HelpdeskConsole.Screens;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.Tests;

public class RealPanelTests
{
    private const string Key = "rk_test_ofthehelpdesk";
    private static readonly string[] Everything = ["customer_read", "payment_intent_read", "charge_read", "subscription_read", "invoice_read", "dispute_read"];

    [Test]
    public async Task A_customer_is_shown()
    {
        var stripe = Stripe();
        var customer = stripe.Account.AddCustomer("buyer@example.com", "Bo [Buyer]");
        stripe.Account.Pay(customer, 4_200, description: "Tea");

        var printed = await ShowAsync(stripe, CustomerQuery.ForCustomer(new CustomerId(customer)));

        Assert.That(printed.ExitCode, Is.Zero);
        Assert.That(printed.Output, Does.Contain("VERIFIED").And.Contain("Bo [Buyer]").And.Contain("42.00 USD").And.Contain("Nothing is missing"));
        Assert.That(printed.Output, Does.Not.Contain(Key));
    }

    [Test]
    public async Task Only_the_payment_of_a_guest_is_shown()
    {
        var stripe = Stripe();
        var payment = stripe.Account.Pay(null, 4_200, description: "Tea");

        var printed = await ShowAsync(stripe, CustomerQuery.ForPayment(new PaymentId(payment.PaymentIntentId!)));

        Assert.That(printed.ExitCode, Is.Zero);
        Assert.That(printed.Output, Does.Contain("a guest").And.Contain("42.00 USD"));
    }

    [Test]
    public async Task Several_customers_of_one_address_are_listed_and_none_is_picked()
    {
        var stripe = Stripe();
        string[] both = [stripe.Account.AddCustomer("buyer@example.com", "Bo"), stripe.Account.AddCustomer("buyer@example.com", "Bea")];

        var printed = await ShowAsync(stripe, CustomerQuery.ForEmail("buyer@example.com"));

        Assert.That(printed.ExitCode, Is.Zero);
        Assert.That(printed.Output, Does.Contain("AMBIGUOUS").And.Contain(both[0]).And.Contain(both[1]));
    }

    [Test]
    public async Task Nobody_is_exit_code_1()
    {
        var printed = await ShowAsync(Stripe(), CustomerQuery.ForEmail("nobody@example.com"));

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Output, Does.Contain("NOT FOUND"));
    }

    [Test]
    public async Task A_customer_who_does_not_exist_is_exit_code_1()
    {
        var printed = await ShowAsync(Stripe(), CustomerQuery.ForCustomer(new CustomerId("cus_nobody")));

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Output, Does.Contain("Stripe has nothing by this id"));
    }

    [Test]
    public async Task What_the_key_may_not_read_is_named()
    {
        var stripe = Stripe();
        var customer = stripe.Account.AddCustomer("buyer@example.com");
        stripe.SetPermissions(Key, [.. Everything.Except(["subscription_read"])]);

        var printed = await ShowAsync(stripe, CustomerQuery.ForCustomer(new CustomerId(customer)));

        Assert.That(printed.ExitCode, Is.Zero);
        Assert.That(printed.Output, Does.Contain("Missing: Subscriptions").And.Contain("rak_subscription_read"));
    }

    [Test]
    public async Task A_key_that_may_read_nothing_is_told_what_it_lacks()
    {
        var stripe = Stripe();
        stripe.SetPermissions(Key);

        var printed = await ShowAsync(stripe, CustomerQuery.ForEmail("buyer@example.com"));

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Error, Does.StartWith("STRIPE_API_KEY lacks rak_customer_read."));
    }

    [Test]
    public async Task A_revoked_key_is_told_so()
    {
        var stripe = Stripe();
        stripe.RevokeKey(Key);

        var printed = await ShowAsync(stripe, CustomerQuery.ForCustomer(new CustomerId("cus_1")));

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Error, Does.StartWith("Stripe does not accept STRIPE_API_KEY").And.Not.Contain(Key));
        Assert.That(printed.Output, Is.Empty);
    }

    [TestCase("pk_test_0123456789abcdef", "STRIPE_API_KEY is a publishable key")]
    [TestCase("not a key", "STRIPE_API_KEY is not a Stripe API key")]
    public async Task What_is_no_key_is_told_in_one_line(string key, string says)
    {
        var printed = await Printed.ByAsync(["--customer", "cus_1"], ("STRIPE_API_KEY", key));

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Error, Does.StartWith(says).And.Not.Contain(key));
        Assert.That(printed.Error.Trim(), Does.Not.Contain('\n'));
    }

    [Test]
    public async Task Control_characters_never_reach_the_terminal()
    {
        var stripe = Stripe();
        var customer = stripe.Account.AddCustomer("buyer@example.com", "Bo\u001b[31m");

        var printed = await ShowAsync(stripe, CustomerQuery.ForCustomer(new CustomerId(customer)));

        Assert.That(printed.Output, Does.Not.Contain('\u001b'));
    }

    private static StripeSimulator Stripe()
    {
        var stripe = new StripeSimulator();
        stripe.AddRestrictedKey(Key, Everything);
        return stripe;
    }

    private static async Task<Printed> ShowAsync(StripeSimulator stripe, CustomerQuery query)
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripe(options => options.ApiKey = Key).UseStripeSimulator(stripe);
        services.AddSingleton<Helpdesk>();
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        using var output = new StringWriter();
        using var error = new StringWriter();

        var isShown = await RealPanel.ShowAsync(query, provider, new ConsoleScreen(output, error), Progress.On(error));
        return new Printed(isShown ? 0 : 1, output.ToString(), error.ToString());
    }
}
