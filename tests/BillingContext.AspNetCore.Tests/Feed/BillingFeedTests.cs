using System.Globalization;
using System.Net;
using BillingContext.Answers;
using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Customers;
using BillingContext.Storage;
using BillingContext.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.AspNetCore.Tests.Feed;

public class BillingFeedTests
{
    private static readonly StripeScope Scope = new(MerchantId.Default, null, false);

    [Test]
    public async Task A_change_reaches_an_open_conversation_with_its_id_and_a_fixed_short_list_of_fields()
    {
        await using var desk = await StartAsync();
        var customer = desk.Stripe.Account.AddCustomer("canary@example.com", "Canary Name");
        await DeliverAsync(desk);
        using var feed = await FeedReader.OpenAsync(desk, $"/feed/{customer}?since=1");

        desk.Stripe.Account.Refund(desk.Stripe.Account.Pay(customer, 4_200), 1_000);
        var refund = desk.Stripe.Account.TakeWebhooks().Single(webhook => webhook.Type == "refund.created");
        await desk.PostAsync(refund);

        Assert.That(await feed.NextAsync(), Is.Null, "the connection is open before anything happens");
        var told = await feed.NextAsync();
        var made = desk.Stripe.Account.Refunds.Single();
        Assert.That(told, Is.EqualTo(
            "id: 2\nevent: change\ndata: {\"kind\":\"refund\",\"type\":\"refund.created\",\"object\":\"" + made.Id + "\",\"payment\":\"" + made.PaymentIntent
            + "\",\"at\":\"2026-11-02T09:00:00+00:00\",\"say\":\"A refund was made.\"}"));
    }

    [Test]
    public async Task A_change_is_told_in_the_hosts_own_words()
    {
        var phrases = AnswerPhrases.English.With("change.customer", new AnswerPhrase("Die Stammdaten\nsind anders.", "Ihre Daten sind anders."));
        await using var desk = await StartAsync(configureFeed: options => options.Writer = new AnswerWriter(phrases, CultureInfo.GetCultureInfo("de-DE")));
        var customer = desk.Stripe.Account.AddCustomer("canary@example.com");
        using var feed = await FeedReader.OpenAsync(desk, $"/feed/{customer}?since=0");

        await DeliverAsync(desk);

        await feed.NextAsync();
        Assert.That(await feed.NextAsync(), Does.EndWith(",\"say\":\"Die Stammdaten\\nsind anders.\"}"), "a line break in it is no end of the event");
    }

    [Test]
    public async Task Nothing_on_the_way_may_keep_or_hold_back_what_is_sent()
    {
        await using var desk = await StartAsync();

        using var feed = await FeedReader.OpenAsync(desk, "/feed/cus_1?since=0");

        Assert.That(feed.Header("Content-Type"), Is.EqualTo("text/event-stream"));
        Assert.That(feed.Header("Cache-Control"), Is.EqualTo("no-store"));
        Assert.That(feed.Header("X-Accel-Buffering"), Is.EqualTo("no"));
    }

    [Test]
    public async Task A_browser_that_comes_again_misses_nothing_and_hears_nothing_twice()
    {
        await using var desk = await StartAsync();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        await DeliverAsync(desk);
        string lastEventId;
        using (var feed = await FeedReader.OpenAsync(desk, $"/feed/{customer}?since=1"))
        {
            desk.Stripe.Account.UpdateCustomer(customer, email: "two@example.com");
            await DeliverAsync(desk);
            lastEventId = (await feed.NextEventAsync()).Split(' ')[0];
        }

        desk.Stripe.Account.UpdateCustomer(customer, email: "three@example.com");
        desk.Stripe.Account.UpdateCustomer(customer, email: "four@example.com");
        await DeliverAsync(desk);
        using var again = await FeedReader.OpenAsync(desk, $"/feed/{customer}?since=1", lastEventId);

        Assert.That(lastEventId, Is.EqualTo("2"));
        Assert.That(await again.NextEventAsync(), Does.StartWith("3 customer"));
        Assert.That(await again.NextEventAsync(), Does.StartWith("4 customer"));
    }

    [TestCase("", null)]
    [TestCase("?since=", null)]
    [TestCase("?since=nonsense", null)]
    [TestCase("?since=-1", null)]
    [TestCase("?since=99999999999999999999", null)]
    [TestCase("?since=7", null, Description = "of another life of the store")]
    [TestCase("?since=1", "nonsense")]
    [TestCase("?since=1", "99")]
    public async Task Who_does_not_know_where_they_were_is_told_to_read_anew_and_hears_what_follows(string query, string? lastEventId)
    {
        await using var desk = await StartAsync();
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        await DeliverAsync(desk);

        using var feed = await FeedReader.OpenAsync(desk, $"/feed/{customer}{query}", lastEventId);
        var first = await feed.NextEventAsync();
        desk.Stripe.Account.UpdateCustomer(customer, email: "two@example.com");
        await DeliverAsync(desk);

        Assert.That(first, Is.EqualTo("1 missed"));
        Assert.That(await feed.NextEventAsync(), Does.StartWith("2 customer"));
    }

    [TestCase("/feed/nobody")]
    [TestCase("/feed/ambiguous")]
    public async Task Who_may_not_see_it_is_answered_404_and_hears_nothing(string path)
    {
        await using var desk = await StartAsync();

        using var feed = await FeedReader.OpenAsync(desk, path);

        Assert.That(feed.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await feed.NextAsync(), Is.EqualTo("end"));
    }

    [Test]
    public async Task Anothers_changes_are_not_sent()
    {
        await using var desk = await StartAsync();
        var (mine, anothers) = (desk.Stripe.Account.AddCustomer("one@example.com"), desk.Stripe.Account.AddCustomer("two@example.com"));
        await DeliverAsync(desk);
        using var feed = await FeedReader.OpenAsync(desk, $"/feed/{mine}?since=2");

        desk.Stripe.Account.UpdateCustomer(anothers, email: "three@example.com");
        desk.Stripe.Account.UpdateCustomer(mine, email: "four@example.com");
        await DeliverAsync(desk);

        Assert.That(await feed.NextEventAsync(), Is.EqualTo($"4 customer {mine}"));
    }

    [Test]
    public async Task A_quiet_connection_is_kept_alive_by_the_containers_clock()
    {
        await using var desk = await StartAsync(configureFeed: options => options.ReconnectAfter = TimeSpan.FromDays(1));
        using var feed = await FeedReader.OpenAsync(desk, "/feed/cus_1?since=0");
        await feed.NextAsync();
        var began = desk.Time.GetUtcNow();

        var beating = feed.NextAsync();
        await desk.AdvanceUntilAsync(beating);

        Assert.That(await beating, Is.Null);
        Assert.That(desk.Time.GetUtcNow() - began, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(15)));
    }

    [Test]
    public async Task After_a_while_a_connection_ends_so_that_who_may_see_it_is_asked_again()
    {
        await using var desk = await StartAsync();
        using var feed = await FeedReader.OpenAsync(desk, "/feed/cus_1?since=0");
        var began = desk.Time.GetUtcNow();

        var ending = ReadToEndAsync(feed);
        await desk.AdvanceUntilAsync(ending);

        Assert.That(desk.Time.GetUtcNow() - began, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(desk.Logs.All, Has.None.StartsWith("Error").And.None.Contains("BillingFeedEnded"));
    }

    [Test]
    public async Task A_host_that_stops_ends_its_connections_and_does_not_wait_for_browsers()
    {
        await using var desk = await StartAsync(onPort: true);
        using var feed = await FeedReader.OpenAsync(desk, "/feed/cus_1?since=0");
        await feed.NextAsync();

        var stopping = desk.App.StopAsync();

        Assert.That(await feed.NextEventAsync(), Is.EqualTo("end"));
        await stopping;
    }

    [Test]
    public async Task A_browser_that_leaves_leaves_nothing_behind()
    {
        await using var desk = await StartAsync(onPort: true);
        var feed = await FeedReader.OpenAsync(desk, "/feed/cus_1?since=0");
        await feed.NextAsync();

        feed.Dispose();

        await WebDesk.UntilAsync(() => desk.Logs.All.Any(line => line.Contains("Executed endpoint", StringComparison.Ordinal)));
        Assert.That(desk.Logs.All, Has.None.StartsWith("Error").And.None.Contains("BillingFeedEnded"));
    }

    [Test]
    public async Task A_store_that_goes_away_ends_the_connection_and_a_browser_that_comes_again_loses_nothing()
    {
        var isAway = false;
        await using var desk = await StartAsync(builder => builder.Services.AddSingleton(SwitchedStore.Over(SwitchedStore.InMemory(), () => isAway)));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        isAway = true;

        using (var feed = await FeedReader.OpenAsync(desk, $"/feed/{customer}?since=0"))
        {
            Assert.That(feed.Status, Is.EqualTo(HttpStatusCode.OK), "after any other status a browser does not come again");
            Assert.That(await feed.NextEventAsync(), Is.EqualTo("end"));
        }

        isAway = false;
        await DeliverAsync(desk);
        using var again = await FeedReader.OpenAsync(desk, $"/feed/{customer}?since=0");
        Assert.That(await again.NextEventAsync(), Is.EqualTo($"1 customer {customer}"));
        Assert.That(desk.Logs.All, Has.Some.Contains("BillingFeedEnded"));
    }

    [Test]
    public async Task Without_BillingContext_the_message_names_the_call_to_add()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Assert.That(() => app.MapBillingFeed("/feed", _ => default), Throws.InvalidOperationException.With.Message.Contains("AddBillingContext()"));
    }

    [TestCase("00:00:00.5", "00:10:00", "HeartbeatEvery")]
    [TestCase("00:00:15", "00:00:59", "ReconnectAfter")]
    [TestCase("00:00:15", "1.00:00:01", "ReconnectAfter")]
    public async Task A_time_out_of_range_is_refused_when_the_route_is_mapped(string heartbeat, string reconnect, string name)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddBillingContext().UseStripeSimulator(new StripeSimulator());
        await using var app = builder.Build();

        Assert.That(
            () => app.MapBillingFeed("/feed", _ => default, options => (options.HeartbeatEvery, options.ReconnectAfter) = (Span(heartbeat), Span(reconnect))),
            Throws.InvalidOperationException.With.Message.Contains(name));

        static TimeSpan Span(string text) => TimeSpan.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task<WebDesk> StartAsync(
        Action<IBillingContextBuilder>? configure = null, bool onPort = false, Action<BillingFeedOptions>? configureFeed = null) => WebDesk.StartAsync(
        configure,
        app =>
        {
            app.MapStripeWebhooks("/webhooks/stripe");
            app.MapBillingFeed("/feed/{conversation}", Authorize, configureFeed);
        },
        onPort: onPort);

    /// <summary>The host's own decision: here the conversation is called as its customer is.</summary>
    private static ValueTask<CustomerResolution?> Authorize(HttpContext context) => new((string)context.Request.RouteValues["conversation"]! switch
    {
        "nobody" => null,
        "ambiguous" => CustomerResolution.FromMatches(Scope, [], [], DateTimeOffset.UnixEpoch),
        var customer => CustomerResolution.VerifiedCustomer(Scope, new CustomerId(customer)),
    });

    /// <summary>Posts what Stripe has to tell, one after the other, until each is dealt with.</summary>
    private static async Task DeliverAsync(WebDesk desk)
    {
        foreach (var webhook in desk.Stripe.Account.TakeWebhooks())
        {
            Assert.That((await desk.PostAsync(webhook)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            await WebDesk.UntilAsync(async () => (await desk.Inbox.GetBacklogAsync()).Waiting == 0);
        }
    }

    private static async Task ReadToEndAsync(FeedReader feed)
    {
        while (await feed.NextAsync() != "end")
        {
        }
    }
}
