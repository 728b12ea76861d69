namespace BillingContext.Testing.Tests.Documented;

public sealed class DunningCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/billing/revenue-recovery";

    [Test]
    [Documented("failed renewals", Page + "/smart-retries")]
    public async Task Tries_again_and_cancels_in_the_end()
    {
        var (_, subscription) = await FailingAsync();

        var first = await InvoiceAsync(subscription);
        await AdvanceAsync("days=3");
        var second = await InvoiceAsync(subscription);
        await AdvanceAsync("days=13");
        var last = await InvoiceAsync(subscription);

        Assert.That((first.TextAt("data.0.status"), first.NumberAt("data.0.attempt_count")), Is.EqualTo(("open", 1)));
        Assert.That(first.NumberAt("data.0.next_payment_attempt"), Is.GreaterThan(first.NumberAt("data.0.created")));
        Assert.That(second.NumberAt("data.0.attempt_count"), Is.EqualTo(2));
        Assert.That(last.At("data.0.next_payment_attempt").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        var ended = await DoneAsync($"v1/subscriptions/{subscription}");
        Assert.That((ended.TextAt("status"), ended.TextAt("cancellation_details.reason")), Is.EqualTo(("canceled", "payment_failed")));
    }

    [TestCase("unpaid")]
    [TestCase("past_due")]
    [Documented("failed renewals", Page)]
    public async Task Ends_as_the_account_chose(string status)
    {
        Dashboard.Account.SetStatusAfterRetries(status);
        var (_, subscription) = await FailingAsync();

        await AdvanceAsync("days=16");

        Assert.That((await DoneAsync($"v1/subscriptions/{subscription}")).TextAt("status"), Is.EqualTo(status));
    }

    [Test]
    [Documented("failed renewals", Page + "/smart-retries")]
    public async Task Is_over_once_another_card_pays()
    {
        var (customer, subscription) = await FailingAsync();
        var card = await DoneAsync($"v1/payment_methods/pm_card_visa/attach -d customer={customer}");
        await DoneAsync($"v1/customers/{customer} -d \"invoice_settings[default_payment_method]\"={card.Id}");

        await AdvanceAsync("days=3");

        Assert.That((await DoneAsync($"v1/subscriptions/{subscription}")).TextAt("status"), Is.EqualTo("active"));
        Assert.That((await InvoiceAsync(subscription)).TextAt("data.0.status"), Is.EqualTo("paid"));
    }

    private Task<Framework.WireAnswer> InvoiceAsync(string subscription) => DoneAsync($"v1/invoices?subscription={subscription}");

    /// <summary>Its trial is over, and the first renewal has failed.</summary>
    private async Task<(string Customer, string Subscription)> FailingAsync()
    {
        var (customer, price) = await SubscriberAsync("pm_card_chargeCustomerFail");
        var made = await SubscribeAsync(customer, price, "-d trial_period_days=7");
        await AdvanceAsync("days=7");
        return (customer, made.Id);
    }
}
