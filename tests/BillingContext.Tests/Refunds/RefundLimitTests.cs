using System.Runtime.CompilerServices;
using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Refunds;

public class RefundLimitTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly ConditionalWeakTable<Desk, Dictionary<string, string>> Customers = [];

    [Test]
    public async Task A_count_lets_so_many_pass_and_says_when_the_next_one_may()
    {
        using var desk = With(new RefundLimit("two a day", LimitPer.Merchant, Day, count: 2));
        var first = desk.Time.GetUtcNow();
        await RefundAsync(desk, 1, "a");
        desk.Time.Advance(TimeSpan.FromHours(5));
        await RefundAsync(desk, 2, "b");

        var third = await RefundAsync(desk, 3, "c");

        Assert.That(third.State, Is.EqualTo(RefundState.Refused));
        var reason = third.Reasons.Single(reason => reason.Code == "limit.count_reached");
        Assert.That((reason.Rule, reason.Until), Is.EqualTo(("two a day", (DateTimeOffset?)(first + Day))));
        Assert.That(reason.Message, Is.EqualTo("Limit 'two a day' lets 2 pass in 24 hours, and 2 did. It is free again on 2026-11-03 09:00:00 UTC."));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(2));
        Assert.That((await desk.AuditAsync())[^1].Reasons, Does.Contain(reason));
        desk.Time.Advance(TimeSpan.FromHours(19) - TimeSpan.FromTicks(1));
        Assert.That((await RefundAsync(desk, 3, "c")).State, Is.EqualTo(RefundState.Refused), "A tick too early.");
        desk.Time.Advance(TimeSpan.FromTicks(1));
        Assert.That((await RefundAsync(desk, 3, "c")).State, Is.EqualTo(RefundState.Succeeded), "The same request, once it is free.");
    }

    [Test]
    public async Task A_sum_counts_every_unit_of_its_currency_and_no_other()
    {
        using var desk = With(new RefundLimit("hundred a day", LimitPer.Merchant, Day, null, Money.Of("usd", 100_00), Money.Of("eur", 50_00)));
        await RefundAsync(desk, 60_00, "a");
        desk.Time.Advance(TimeSpan.FromHours(1));
        await RefundAsync(desk, 30_00, "b");

        var above = await RefundAsync(desk, 10_01, "c");
        var euros = await RefundAsync(desk, 50_00, "d", currency: "eur");
        var rest = await RefundAsync(desk, 10_00, "e");
        var nothing = await RefundAsync(desk, 1, "f");

        Assert.That(above.Reasons.Single(reason => reason.Code == "limit.sum_reached").Message, Does.StartWith(
            "Limit 'hundred a day' lets 100.00 USD pass in 24 hours; 90.00 USD is used, and this is 10.01 USD. It is free again on 2026-11-03 09:00:00 UTC."));
        Assert.That((euros.State, rest.State, nothing.State), Is.EqualTo((RefundState.Succeeded, RefundState.Succeeded, RefundState.Refused)));
    }

    [TestCase(100_01, "usd", "limit.amount_above", "lets 100.00 USD pass in 24 hours, and this alone is 100.01 USD.")]
    [TestCase(1_000, "jpy", "limit.no_number", "has no number for JPY. Give it one, or nothing in JPY passes.")]
    public async Task What_no_time_lets_pass_says_what_would(long amount, string currency, string code, string words)
    {
        using var desk = With(new RefundLimit("x", LimitPer.Merchant, Day, null, Money.Of("usd", 100_00)));

        var result = await RefundAsync(desk, amount, "a", currency: currency);

        var reason = result.Reasons.Single(reason => reason.Code == code);
        Assert.That((result.State, reason.Message, reason.Until), Is.EqualTo((RefundState.Refused, "Limit 'x' " + words, (DateTimeOffset?)null)));
        Assert.That(desk.Stripe.Account.Refunds, Is.Empty);
    }

    [Test]
    public async Task Each_customer_actor_and_conversation_has_a_count_of_their_own([Values(LimitPer.Customer, LimitPer.Actor, LimitPer.Conversation)] LimitPer per)
    {
        using var desk = With(new RefundLimit("one each", per, Day, count: 1));
        await RefundAsync(desk, 100, "a", "one@example.com", "agent-1", "T-1");

        var same = await RefundAsync(
            desk, 100, "b", per == LimitPer.Customer ? "one@example.com" : "two@example.com", per == LimitPer.Actor ? "agent-1" : "agent-2", per == LimitPer.Conversation ? "T-1" : "T-2");
        var other = await RefundAsync(
            desk, 100, "c", per == LimitPer.Customer ? "two@example.com" : "one@example.com", per == LimitPer.Actor ? "agent-2" : "agent-1", per == LimitPer.Conversation ? "T-2" : "T-1");

        Assert.That((same.State, other.State), Is.EqualTo((RefundState.Refused, RefundState.Succeeded)));
    }

    [Test]
    public async Task A_limit_by_conversation_wants_one()
    {
        using var desk = With(new RefundLimit("one each", LimitPer.Conversation, Day, count: 1));

        var result = await RefundAsync(desk, 100, "a", ticket: null);

        Assert.That(result.Reasons.Select(reason => reason.Code), Does.Contain("limit.no_conversation"));
    }

    [Test]
    public async Task A_limit_for_assistants_counts_and_holds_back_only_them()
    {
        var limit = new RefundLimit("bots", LimitPer.Merchant, Day, count: 1) { Actors = [ActorKind.Assistant, ActorKind.Automation] };
        using var desk = With([limit], builder => builder.Services.AddSingleton<IRefundPolicyEngine, EverythingGoes>());
        await RefundAsync(desk, 100, "person", actor: Actor.Person("agent-1"));
        await RefundAsync(desk, 100, "bot", actor: Actor.Assistant("bot"));

        var rule = await RefundAsync(desk, 100, "rule", actor: Actor.Automation("rule"));
        var person = await RefundAsync(desk, 100, "person-2", actor: Actor.Person("agent-1"));

        Assert.That((rule.State, person.State), Is.EqualTo((RefundState.Refused, RefundState.Succeeded)));
    }

    [Test]
    public async Task All_limits_hold_and_each_that_does_not_is_named()
    {
        using var desk = With(
            new RefundLimit("hour", LimitPer.Merchant, TimeSpan.FromHours(1), count: 1),
            new RefundLimit("day", LimitPer.Merchant, Day, null, Money.Of("usd", 1_50)),
            new RefundLimit("week", LimitPer.Customer, TimeSpan.FromDays(7), count: 5));
        await RefundAsync(desk, 1_00, "a");

        var result = await RefundAsync(desk, 1_00, "b");

        Assert.That(result.Reasons.Where(reason => reason.Rule is not null).Select(reason => reason.Rule), Is.EqualTo(new[] { "hour", "day" }));
    }

    [Test]
    public async Task A_refund_that_is_definitely_not_made_counts_no_more_and_one_that_may_be_counts()
    {
        using var desk = With(new RefundLimit("one", LimitPer.Merchant, Day, count: 1));
        desk.Stripe.Faults.Add(StripeFault.Status(400, """{"error":{"type":"invalid_request_error","code":"charge_not_refundable","message":"No."}}""").On("POST", "/v1/refunds"));
        Assert.That((await RefundAsync(desk, 100, "refused")).State, Is.EqualTo(RefundState.Refused));
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).On("POST", "/v1/refunds"));

        var unknown = await RefundAsync(desk, 100, "unknown");
        var next = await RefundAsync(desk, 100, "next");

        Assert.That((unknown.State, next.State), Is.EqualTo((RefundState.Unknown, RefundState.Refused)));
        Assert.That(next.Reasons.Select(reason => reason.Code), Does.Contain("limit.count_reached"));
    }

    [Test]
    public async Task Evaluating_tells_of_a_limit_and_counts_nothing()
    {
        using var desk = With(new RefundLimit("one", LimitPer.Merchant, Day, count: 1));
        var request = Request(desk, 100, "a");
        for (var i = 0; i < 3; i++)
        {
            Assert.That((await desk.Refunds.EvaluateAsync(request)).Verdict, Is.EqualTo(RefundVerdict.Approved));
        }

        await desk.Refunds.RefundAsync(request);

        Assert.That((await desk.Refunds.EvaluateAsync(Request(desk, 100, "b"))).Reasons[0].Code, Is.EqualTo("limit.count_reached"));
        Assert.That((await desk.Refunds.EvaluateAsync(request)).Reasons.Select(reason => reason.Code), Does.Not.Contain("limit.count_reached"), "Not against itself.");
    }

    [Test]
    public async Task A_merchants_own_limits_take_the_place_of_all_others()
    {
        var merchant = new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(StripeSimulator.SecretKey)) { RefundLimits = [] };
        using var desk = With(
            [new RefundLimit("one", LimitPer.Merchant, Day, count: 1)],
            builder => builder.Services.AddSingleton<IMerchantCredentialsProvider>(new OneMerchant(merchant)));

        await RefundAsync(desk, 100, "a");

        Assert.That((await RefundAsync(desk, 100, "b")).State, Is.EqualTo(RefundState.Succeeded));
    }

    [Test]
    public async Task A_thousand_at_once_are_as_many_as_the_limits_let_pass()
    {
        using var desk = With(
            new RefundLimit("count", LimitPer.Merchant, Day, count: 60),
            new RefundLimit("sum", LimitPer.Merchant, Day, null, Money.Of("usd", 40_00)));
        var requests = Enumerable.Range(0, 1_000).Select(i => Request(desk, 1_00, $"r{i}")).ToList();

        var results = await Task.WhenAll(requests.Select(request => Task.Run(() => desk.Refunds.RefundAsync(request))));

        Assert.That(results.Count(result => result.State == RefundState.Succeeded), Is.EqualTo(40));
        Assert.That(results.Where(result => result.State != RefundState.Succeeded).Select(result => result.Reasons[0].Code), Is.All.EqualTo("limit.sum_reached"));
        Assert.That(desk.Stripe.Account.Refunds, Has.Count.EqualTo(40));
    }

    [TestCase("", 1, 1, "name")]
    [TestCase("a\nb", 1, 1, "name")]
    [TestCase("x", 0, 1, "more than zero")]
    [TestCase("x", 24 * 367, 1, "366 days")]
    [TestCase("x", 1, 0, "EnableRefunds")]
    public void A_limit_that_means_nothing_is_refused(string name, int hours, int count, string words) => Assert.That(
        () => new RefundLimit(name, LimitPer.Merchant, TimeSpan.FromHours(hours), count), Throws.ArgumentException.And.Message.Contains(words));

    [Test]
    public void A_limit_needs_a_bound_and_one_positive_sum_a_currency()
    {
        Assert.That(() => new RefundLimit("x", LimitPer.Merchant, Day), Throws.ArgumentException.And.Message.Contains("limits nothing"));
        Assert.That(() => new RefundLimit("x", LimitPer.Merchant, Day, null, Money.Of("usd", 0)), Throws.ArgumentException.And.Message.Contains("0.00 USD"));
        Assert.That(() => new RefundLimit("x", LimitPer.Merchant, Day, null, Money.Of("usd", 1), Money.Of("usd", 2)), Throws.ArgumentException.And.Message.Contains("two sums in USD"));
        Assert.That(() => new RefundLimit("x", (LimitPer)9, Day, 1), Throws.ArgumentException);
    }

    private static Desk With(params RefundLimit[] limits) => With(limits, _ => { });

    private static Desk With(RefundLimit[] limits, Action<IBillingContextBuilder> more) => new(builder =>
    {
        builder.Services.Configure<BillingContextOptions>(options => Array.ForEach(limits, options.RefundLimits.Add));
        more(builder);
    });

    private static Task<RefundResult> RefundAsync(
        Desk desk, long amount, string id, string email = "jenny@example.com", string agent = "agent-7", string? ticket = "T-100", string currency = "usd", Actor? actor = null) =>
        desk.Refunds.RefundAsync(Request(desk, amount, id, email, agent, ticket, currency, actor));

    /// <summary>For a payment of its own, paid once however often it is asked for.</summary>
    private static RefundRequest Request(
        Desk desk, long amount, string id, string email = "jenny@example.com", string agent = "agent-7", string? ticket = "T-100", string currency = "usd", Actor? actor = null)
    {
        var customer = Customers.GetValue(desk, _ => []).TryGetValue(email, out var known) ? known : Customers.GetValue(desk, _ => [])[email] = desk.Stripe.Account.AddCustomer(email);
        var paid = desk.Stripe.Account.Pay(customer, amount, currency);
        return Desk.Request(customer, paid) with
        {
            RequestId = id,
            Amount = Money.Of(currency, amount),
            Actor = actor ?? Actor.Person(agent),
            Ticket = ticket is null ? default : new TicketReference(ticket),
        };
    }

    private sealed class OneMerchant(MerchantCredentials merchant) : IMerchantCredentialsProvider
    {
        public ValueTask<MerchantCredentials?> GetAsync(MerchantId id, CancellationToken cancellationToken) => new(merchant);
    }

    private sealed class EverythingGoes : IRefundPolicyEngine
    {
        public ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken) =>
            new(RefundDecision.Create(RefundVerdict.Approved, [new DecisionReason("test.approved", RefundVerdict.Approved, "Everything goes.")]));
    }
}
