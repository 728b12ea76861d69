using System.Text.Json;

namespace BillingContext.Testing.Tests.Documented;

public sealed class CancellationCases : DocumentedCases
{
    private const string Page = "https://docs.stripe.com/api/subscriptions";
    private const string Guide = "https://docs.stripe.com/billing/subscriptions/cancel";

    [Test]
    [Documented("subscriptions", Page + "/cancel")]
    public async Task Cancels_now()
    {
        var made = await SubscribedAsync();

        var canceled = await DoneAsync(
            $"v1/subscriptions/{made} -X DELETE "
            + "-d \"cancellation_details[comment]\"=bye -d \"cancellation_details[feedback]\"=too_expensive");

        Assert.That((canceled.TextAt("status"), canceled.FlagAt("cancel_at_period_end")), Is.EqualTo(("canceled", false)));
        Assert.That(canceled.NumberAt("ended_at"), Is.EqualTo(canceled.NumberAt("canceled_at")));
        Assert.That((canceled.TextAt("cancellation_details.comment"), canceled.TextAt("cancellation_details.feedback")),
            Is.EqualTo(("bye", "too_expensive")));
        Assert.That(canceled.TextAt("cancellation_details.reason"), Is.EqualTo("cancellation_requested"));
        Assert.That(await EventTypesAsync(), Has.One.EqualTo("customer.subscription.deleted"));
    }

    [Test]
    [Documented("subscriptions", Page + "/cancel")]
    public async Task Is_never_charged_again()
    {
        var made = await SubscribedAsync();
        await DoneAsync($"v1/subscriptions/{made} -X DELETE");

        await AdvanceAsync("days=100");

        Assert.That((await DoneAsync("v1/charges")).Ids, Has.Count.EqualTo(1));
    }

    [Test]
    [Documented("subscriptions", Page + "/cancel")]
    public async Task Cancels_once()
    {
        var made = await SubscribedAsync();
        await DoneAsync($"v1/subscriptions/{made} -X DELETE");

        var again = await CurlAsync($"v1/subscriptions/{made} -X DELETE");
        var undo = await CurlAsync($"v1/subscriptions/{made} -d cancel_at_period_end=false");

        Assert.That((again.Status, again.Code, undo.Status), Is.EqualTo((404, "resource_missing", 400)));
    }

    [Test]
    [Documented("subscriptions", Guide)]
    public async Task Cancels_with_the_period()
    {
        var made = await SubscribedAsync();

        var asked = await DoneAsync($"v1/subscriptions/{made} -d cancel_at_period_end=true");
        var changed = (await EventTypesAsync()).Count(type => type == "customer.subscription.updated");
        await AdvanceAsync("days=32");
        var ended = await DoneAsync($"v1/subscriptions/{made}");

        var end = asked.NumberAt("items.data.0.current_period_end");
        Assert.That(
            (asked.TextAt("status"), asked.FlagAt("cancel_at_period_end"), asked.NumberAt("cancel_at")),
            Is.EqualTo(("active", true, end)));
        Assert.That(asked.NumberAt("canceled_at"), Is.LessThan(end));
        Assert.That((ended.TextAt("status"), ended.NumberAt("ended_at")), Is.EqualTo(("canceled", end)));
        Assert.That((await DoneAsync($"v1/invoices?subscription={made}")).Ids, Has.Count.EqualTo(1));
        Assert.That((changed, await EventTypesAsync()), Is.EqualTo((1, new[] { "customer.subscription.deleted" })));
    }

    [Test]
    [Documented("subscriptions", Guide + "#reactivating-canceled-subscriptions")]
    public async Task Takes_the_wish_to_cancel_back()
    {
        var made = await SubscribedAsync();
        await DoneAsync($"v1/subscriptions/{made} -d cancel_at_period_end=true");

        var kept = await DoneAsync($"v1/subscriptions/{made} -d cancel_at_period_end=false");
        await AdvanceAsync("days=32");

        Assert.That((kept.FlagAt("cancel_at_period_end"), kept.At("cancel_at").ValueKind, kept.At("canceled_at").ValueKind),
            Is.EqualTo((false, JsonValueKind.Null, JsonValueKind.Null)));
        Assert.That((await DoneAsync($"v1/subscriptions/{made}")).TextAt("status"), Is.EqualTo("active"));
        Assert.That((await DoneAsync($"v1/invoices?subscription={made}")).Ids, Has.Count.EqualTo(2));
    }

    [Test]
    [Documented("subscriptions", Page + "/update")]
    public async Task Changes_metadata()
    {
        var changed = await DoneAsync($"v1/subscriptions/{await SubscribedAsync()} -d \"metadata[order_id]\"=6735");

        Assert.That(changed.TextAt("metadata.order_id"), Is.EqualTo("6735"));
    }

    private async Task<string> SubscribedAsync()
    {
        var (customer, price) = await SubscriberAsync();
        return (await SubscribeAsync(customer, price)).Id;
    }
}
