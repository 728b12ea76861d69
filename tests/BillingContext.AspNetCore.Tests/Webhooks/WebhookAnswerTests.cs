using System.Net;
using System.Text;
using BillingContext.AspNetCore.Tests.Framework;
using BillingContext.Customers;
using BillingContext.Testing;
using BillingContext.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.AspNetCore.Tests.Webhooks;

/// <summary>Every row of the table in docs/webhooks.md. Whatever the answer is, its body is empty.</summary>
public class WebhookAnswerTests
{
    private const string One = "/webhooks/stripe";
    private const string Named = "/webhooks/stripe/";

    [Test]
    public async Task An_event_is_answered_200_when_it_is_durable_and_before_it_is_dealt_with()
    {
        await using var desk = await WebDesk.StartAsync(Idle);
        desk.Stripe.Account.AddCustomer("buyer@example.com");

        await Answers(await desk.PostAsync(desk.Stripe.Account.TakeWebhooks().Single()), HttpStatusCode.OK);

        Assert.That((await desk.Inbox.GetBacklogAsync()).Waiting, Is.EqualTo(1));
        Assert.That(await desk.Store.GetChangeSequenceAsync(default, default), Is.Zero);
    }

    [Test]
    public async Task An_event_that_comes_again_is_answered_200_and_stored_once()
    {
        await using var desk = await WebDesk.StartAsync(Idle);
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        var webhook = desk.Stripe.Account.TakeWebhooks().Single();

        for (var times = 0; times < 3; times++)
        {
            await Answers(await desk.PostAsync(webhook), HttpStatusCode.OK);
        }

        Assert.That((await desk.Inbox.GetBacklogAsync()).Waiting, Is.EqualTo(1));
    }

    [Test]
    public async Task An_event_that_concerns_nobody_is_answered_200_and_not_stored()
    {
        await using var desk = await WebDesk.StartAsync(Idle);

        await Answers(await desk.PostSignedAsync(Some.Event(type: "price.created"), One), HttpStatusCode.OK);

        Assert.That((await desk.Inbox.GetBacklogAsync()).Waiting, Is.Zero);
    }

    [TestCase(null, TestName = "no signature")]
    [TestCase("", TestName = "an empty signature")]
    [TestCase("nonsense", TestName = "a signature that cannot be read")]
    [TestCase("t=1,v1=0000000000000000000000000000000000000000000000000000000000000000", TestName = "a signature of long ago")]
    public async Task What_Stripe_did_not_sign_is_answered_400(string? signature)
    {
        await using var desk = await WebDesk.StartAsync(Idle);

        await Answers(await desk.PostAsync(new ByteArrayContent(Some.Event()), signature), HttpStatusCode.BadRequest);

        Assert.That((await desk.Inbox.GetBacklogAsync()).Waiting, Is.Zero);
    }

    [Test]
    public async Task What_was_changed_on_the_way_is_answered_400()
    {
        await using var desk = await WebDesk.StartAsync(Idle);
        var signed = WebhookSigner.Sign(Some.Event(), StripeSimulator.WebhookSecret, desk.Time.GetUtcNow());

        await Answers(await desk.PostAsync(new ByteArrayContent(Some.Event(id: "evt_2")), signed), HttpStatusCode.BadRequest);
    }

    [TestCase("")]
    [TestCase("not json")]
    [TestCase("[]")]
    [TestCase("{\"id\":\"evt_1\"}")]
    public async Task What_is_signed_but_no_event_is_answered_400(string body)
    {
        await using var desk = await WebDesk.StartAsync(Idle);

        await Answers(await desk.PostSignedAsync(Encoding.UTF8.GetBytes(body), One), HttpStatusCode.BadRequest);
    }

    [TestCase(Named + "a", "acct_b", false, TestName = "of another account than the merchant's")]
    [TestCase(Named + "a", "acct_a", true, TestName = "of another mode than the merchant's")]
    [TestCase(One, "acct_b", false, TestName = "signed by one merchant and claiming to be another's")]
    [TestCase(One, "acct_a", true, TestName = "of a mode in which nobody is known")]
    [TestCase(One, "acct_nobody", false, TestName = "of an account that nobody knows")]
    [TestCase(One, null, false, TestName = "of the platform, which nobody is")]
    [TestCase(Named + "nobody", "acct_a", false, TestName = "for a merchant that nobody knows")]
    [TestCase(Named + "no%20body", "acct_a", false, TestName = "for what cannot be a merchant's name")]
    public async Task What_is_not_the_merchants_is_answered_400_like_a_wrong_signature(string path, string? account, bool livemode)
    {
        await using var desk = await WebDesk.StartAsync(WithMerchants(new Merchants()));
        var wrong = await desk.PostAsync(new ByteArrayContent(Some.Event("acct_a")), "t=1,v1=00", Named + "a");

        var answer = await desk.PostSignedAsync(Some.Event(account, livemode), path, Merchants.SecretOfA);

        await Answers(answer, HttpStatusCode.BadRequest);
        Assert.That(Shown(answer), Is.EqualTo(Shown(wrong)));
        Assert.That((await desk.Inbox.GetBacklogAsync()).Waiting, Is.Zero);
    }

    [TestCase("default", HttpStatusCode.OK)]
    [TestCase("no%20body", HttpStatusCode.BadRequest)]
    [TestCase("shop-17", HttpStatusCode.BadRequest)]
    public async Task The_only_merchant_is_called_default_and_nothing_else(string merchant, HttpStatusCode status)
    {
        await using var desk = await WebDesk.StartAsync(Idle);

        await Answers(await desk.PostSignedAsync(Some.Event(), Named + merchant), status);
    }

    [TestCase(Named + "a", "acct_a", Merchants.SecretOfA, "a")]
    [TestCase(Named + "b", "acct_b", Merchants.SecretOfB, "b")]
    [TestCase(One, "acct_a", Merchants.SecretOfA, "a")]
    [TestCase(One, "acct_b", Merchants.SecretOfB, "b")]
    public async Task An_event_is_stored_for_the_merchant_of_the_route_or_of_its_account(string path, string account, string secret, string merchant)
    {
        await using var desk = await WebDesk.StartAsync(WithMerchants(new Merchants()));

        await Answers(await desk.PostSignedAsync(Some.Event(account), path, secret), HttpStatusCode.OK);

        Assert.That(await desk.Inbox.ListWaitingAsync(new MerchantId(merchant)), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_group_of_routes_may_name_the_merchant()
    {
        await using var desk = await WebDesk.StartAsync(WithMerchants(new Merchants()), app => app.MapGroup("/{merchant}").MapStripeWebhooks("/stripe"));

        await Answers(await desk.PostSignedAsync(Some.Event("acct_b"), "/b/stripe", Merchants.SecretOfB), HttpStatusCode.OK);

        Assert.That(await desk.Inbox.ListWaitingAsync(new MerchantId("b")), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Secrets_are_rotated_while_the_host_runs()
    {
        const string Next = "whsec_the_next_secret_of_merchant_a_enough";
        var merchants = new Merchants();
        await using var desk = await WebDesk.StartAsync(WithMerchants(merchants));
        async Task<string> StatusesAsync() =>
            $"{(int)(await desk.PostSignedAsync(Some.Event("acct_a"), Named + "a", Merchants.SecretOfA)).StatusCode} {(int)(await desk.PostSignedAsync(Some.Event("acct_a"), Named + "a", Next)).StatusCode}";

        var before = await StatusesAsync();
        merchants.Rotate("a", Merchants.SecretOfA, Next);
        var between = await StatusesAsync();
        merchants.Rotate("a", Next);
        var after = await StatusesAsync();
        merchants.Rotate("a");
        var without = await StatusesAsync();

        Assert.That((before, between, after, without), Is.EqualTo(("200 400", "200 200", "400 200", "400 400")));
    }

    [Test]
    public async Task A_handler_that_fails_is_answered_500_where_the_host_waits_for_handlers()
    {
        await using var desk = await WebDesk.StartAsync(
            builder => Idle(builder.AddWebhookHandler<Listener>().AddHeard()),
            app => app.MapStripeWebhooks(One, options => options.AnswerAfterHandlers = true));
        var webhook = RefundCreated(desk);
        desk.Get<Heard>().Act = _ => throw new InvalidOperationException("canary");

        await Answers(await desk.PostAsync(webhook), HttpStatusCode.InternalServerError);
        desk.Get<Heard>().Act = _ => Task.CompletedTask;
        await Answers(await desk.PostAsync(webhook), HttpStatusCode.OK);

        Assert.That(desk.Get<Heard>().Events, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task When_the_store_is_away_the_answer_is_503_and_nothing_is_lost_once_it_is_back()
    {
        var isAway = true;
        await using var desk = await WebDesk.StartAsync(builder => builder.Services.AddSingleton(SwitchedStore.Over(SwitchedStore.InMemory(), () => isAway)));
        desk.Stripe.Account.AddCustomer("buyer@example.com");
        var webhook = desk.Stripe.Account.TakeWebhooks().Single();

        await Answers(await desk.PostAsync(webhook), HttpStatusCode.ServiceUnavailable);
        isAway = false;
        await Answers(await desk.PostAsync(webhook.SignedAt(desk.Time.GetUtcNow())), HttpStatusCode.OK);
        desk.Time.Advance(TimeSpan.FromSeconds(5));

        await WebDesk.UntilAsync(async () => await desk.Store.GetChangeSequenceAsync(default, default) == 1);
    }

    [Test]
    public async Task When_the_hosts_credentials_are_away_the_answer_is_503()
    {
        await using var desk = await WebDesk.StartAsync(WithMerchants(new Merchants { AreAway = true }));

        await Answers(await desk.PostSignedAsync(Some.Event("acct_a"), Named + "a", Merchants.SecretOfA), HttpStatusCode.ServiceUnavailable);
    }

    [Test]
    public async Task Nothing_but_POST_is_answered()
    {
        await using var desk = await WebDesk.StartAsync();

        using var answer = await desk.Client.GetAsync(One);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [Test]
    public async Task A_host_can_hang_its_conventions_on_the_route()
    {
        await using var desk = await WebDesk.StartAsync(map: app => app.MapStripeWebhooks(One).RequireHost("hooks.example.com"));

        using var answer = await desk.PostSignedAsync(Some.Event(), One);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_pages_that_a_host_has_for_errors_are_not_sent_to_Stripe_or_to_an_event_source()
    {
        await using var desk = await WebDesk.StartAsync(map: app =>
        {
            app.UseStatusCodePages("text/plain", "a page of the host's: {0}");
            app.MapStripeWebhooks(One);
            app.MapBillingFeed("/feed", _ => new ValueTask<CustomerResolution?>((CustomerResolution?)null));
        });

        using var page = await desk.Client.GetAsync("/nowhere");
        Assert.That(await page.Content.ReadAsStringAsync(), Is.EqualTo("a page of the host's: 404"));
        await Answers(await desk.PostAsync(new ByteArrayContent([1]), "forged", One), HttpStatusCode.BadRequest);
        await Answers(await desk.Client.GetAsync("/feed"), HttpStatusCode.NotFound);
    }

    private static void Idle(IBillingContextBuilder builder) =>
        builder.Services.Configure<BillingContextOptions>(options => options.ProcessWebhooksEvery = TimeSpan.Zero);

    private static Action<IBillingContextBuilder> WithMerchants(Merchants merchants) => builder =>
    {
        Idle(builder);
        builder.Services.AddSingleton<IMerchantCredentialsProvider>(merchants);
    };

    private static SimulatedWebhook RefundCreated(WebDesk desk)
    {
        var paid = desk.Stripe.Account.Pay(desk.Stripe.Account.AddCustomer("buyer@example.com"), 4_200);
        desk.Stripe.Account.Refund(paid, 1_000);
        return desk.Stripe.Account.TakeWebhooks().Single(webhook => webhook.Type == "refund.created");
    }

    private static async Task Answers(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(await answer.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    /// <summary>All a stranger sees.</summary>
    private static string Shown(HttpResponseMessage answer) => $"{answer} {string.Join(", ", answer.Headers)}";
}
