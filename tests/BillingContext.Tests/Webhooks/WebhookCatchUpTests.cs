using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Webhooks;

/// <summary>After an outage: what Stripe remembers, and nobody here heard of.</summary>
internal sealed class WebhookCatchUpTests
{
    private static readonly DateTimeOffset LongAgo = DateTimeOffset.UnixEpoch;

    private Desk desk = null!;
    private string customer = "";

    [SetUp]
    public void A_desk()
    {
        desk = new Desk(builder => builder.AddWebhookHandler<Hears>().Services.AddSingleton<Heard>());
        customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        desk.Stripe.Account.TakeWebhooks();
    }

    [TearDown]
    public void Nobody() => desk.Dispose();

    [Test]
    public async Task What_was_missed_is_received_once_and_dealt_with()
    {
        var paid = desk.Stripe.Account.Pay(customer, 42_00);
        desk.Stripe.Account.SetNextRefundStatus("pending");
        var refund = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));
        desk.Stripe.Account.FailRefund(refund.Refund!.Value.Value);
        desk.Stripe.Account.TakeWebhooks();

        var found = await desk.Inbox.CatchUpAsync(MerchantId.Default, LongAgo);
        var swept = await desk.Inbox.SweepAsync();

        Assert.That(found.Received, Is.Positive.And.EqualTo(swept.Handled));
        Assert.That((await desk.Refunds.RefundAsync(Desk.Request(customer, paid))).State, Is.EqualTo(RefundState.Failed));
        Assert.That(desk.Get<Heard>().Refunds, Has.Some.EqualTo("refund.failed"));
    }

    [Test]
    public async Task Again_it_finds_nothing_new_and_what_still_comes_is_a_duplicate()
    {
        desk.Stripe.Account.Pay(customer, 42_00);
        var late = desk.Stripe.Account.TakeWebhooks();
        var first = await desk.Inbox.CatchUpAsync(MerchantId.Default, LongAgo);

        var second = await desk.Inbox.CatchUpAsync(MerchantId.Default, LongAgo);

        Assert.That(second, Is.EqualTo(first with { Received = 0, Known = first.Received + first.Known }));
        foreach (var webhook in late)
        {
            Assert.That((await desk.ReceiveAsync(webhook)).Status, Is.EqualTo(WebhookRoutingStatus.Duplicate));
        }
    }

    [Test]
    public async Task What_was_delivered_is_known()
    {
        desk.Stripe.Account.Pay(customer, 42_00);
        await desk.DeliverAsync();
        desk.Stripe.Account.Pay(customer, 9_00);
        var missed = desk.Stripe.Account.TakeWebhooks().Count;

        var found = await desk.Inbox.CatchUpAsync(MerchantId.Default, LongAgo);

        Assert.That(found.Received, Is.EqualTo(missed + 1), "The customer's event too.");
        Assert.That(found.Known, Is.Positive);
    }

    [Test]
    public async Task However_many_pages_it_takes()
    {
        for (var i = 0; i < 120; i++)
        {
            desk.Stripe.Account.Pay(customer, 1_00);
        }

        var missed = desk.Stripe.Account.TakeWebhooks().Count;
        desk.Stripe.ClearRequests();

        var found = await desk.Inbox.CatchUpAsync(MerchantId.Default, LongAgo);

        Assert.That(missed, Is.GreaterThan(200));
        Assert.That(found.Received, Is.EqualTo(missed + 1), "The customer's event too.");
        Assert.That(desk.Calls, Has.Count.EqualTo((found.Listed + 99) / 100));
    }

    [Test]
    public async Task Nothing_from_before_the_instant()
    {
        desk.Stripe.Account.Pay(customer, 42_00);
        desk.Time.Advance(TimeSpan.FromHours(1));
        var since = desk.Time.GetUtcNow();
        desk.Stripe.Account.DeleteCustomer(customer);

        var found = await desk.Inbox.CatchUpAsync(MerchantId.Default, since);

        Assert.That((found.Listed, found.Received), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_page_that_fails_loses_nothing_and_says_so()
    {
        for (var i = 0; i < 60; i++)
        {
            desk.Stripe.Account.Pay(customer, 1_00);
        }

        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).On("GET", "/v1/events").After(1));

        Assert.That(() => desk.Inbox.CatchUpAsync(MerchantId.Default, LongAgo), Throws.InstanceOf<StripeAdapterException>());
        desk.Stripe.Faults.Clear();
        var rest = await desk.Inbox.CatchUpAsync(MerchantId.Default, LongAgo);
        Assert.That(rest.Known, Is.GreaterThan(90), "The first page stays.");
        Assert.That(rest.Received, Is.Positive);
    }

    [Test]
    public async Task A_key_that_may_not_list_events_is_told_which_permission_it_lacks()
    {
        desk.Stripe.AddRestrictedKey("rk_test_51FewPermissions0000", "customer_read", "payment_intent_read");
        using var few = new Desk(builder => builder.UseStripe(options => options.ApiKey = "rk_test_51FewPermissions0000"), desk.Stripe);

        var exception = await Assert.ThrowsAsync<StripeAdapterException>(() => few.Inbox.CatchUpAsync(MerchantId.Default, LongAgo));

        Assert.That(exception!.Permission, Is.EqualTo("rak_event_read"));
        Assert.That((await few.Inbox.GetBacklogAsync()).Waiting, Is.Zero);
    }

    [Test]
    public void A_merchant_nobody_knows_is_an_error() =>
        Assert.That(
            () => desk.Inbox.CatchUpAsync(new MerchantId("nobody"), LongAgo),
            Throws.InstanceOf<BillingException>().With.Property(nameof(BillingException.Code)).EqualTo("merchant.unknown"));

    internal sealed class Heard
    {
        internal List<string> Refunds { get; } = [];
    }

    internal sealed class Hears(Heard heard) : IWebhookHandler<RefundChange>
    {
        public Task HandleAsync(RefundChange change, CancellationToken cancellationToken)
        {
            heard.Refunds.Add(change.Event.Type);
            return Task.CompletedTask;
        }
    }
}
