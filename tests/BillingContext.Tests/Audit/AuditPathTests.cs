using System.Text;
using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Audit;

/// <summary>What a refund's life leaves on the log, and that no text on its way there can forge a line or a colour.</summary>
internal sealed class AuditPathTests
{
    private const string Hostile = "a\r\n2 refund.made \u001b[31mred\u202E\u2028\U000E0041\ud800b";
    private const string Harmless = "a\uFFFD\uFFFD2 refund.made \uFFFD[31mred\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDb";

    [Test]
    public void An_actor_and_a_ticket_cannot_be_made_with_what_cannot_be_seen()
    {
        foreach (var odd in new[] { "\n", "\u001b", "\u202e", "\u2028", "\U000E0041", "\ud800", "\u200b" })
        {
            Assert.That(() => Actor.Person("agent" + odd), Throws.ArgumentException);
            Assert.That(() => new TicketReference("T-1" + odd), Throws.ArgumentException);
        }

        Assert.That(Actor.Person("Zoë 日本 👩").Id, Is.EqualTo("Zoë 日本 👩"));
    }

    [Test]
    public async Task A_note_and_evidence_are_made_harmless()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com", "Jenny Rosen");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        var found = await desk.Resolver.ResolveAsync(CustomerQuery.ForEmail("jenny@example.com"));

        await desk.Resolver.ConfirmAsync(found, new CustomerId(customer), Actor.Person("agent-7"), Hostile);
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid) with { Note = Hostile });

        var audit = await desk.AuditAsync();
        Assert.That((audit[0].Note, audit[1].Note), Is.EqualTo((Harmless, Harmless)));
        await RequireOneLineEachAsync(desk);
    }

    [Test]
    public async Task What_a_hosts_own_engine_says_is_made_harmless()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IRefundPolicyEngine, HostileEngine>());
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com", "Jenny Rosen");

        await desk.Refunds.RefundAsync(Desk.Request(customer, desk.Stripe.Account.Pay(customer, 4_200)));

        var entry = (await desk.AuditAsync())[0];
        var reason = entry.Reasons.Single(reason => reason.Rule is not null);
        Assert.That((reason.Code, reason.Message, reason.Rule, entry.PolicyVersion), Is.EqualTo((Harmless, Harmless, Harmless, Harmless)));
        await RequireOneLineEachAsync(desk);
    }

    [Test]
    public async Task Stripes_words_are_made_harmless_and_a_change_of_status_can_be_read_alone()
    {
        using var desk = new Desk();
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com", "Jenny Rosen");
        var result = await desk.Refunds.RefundAsync(Desk.Request(customer, desk.Stripe.Account.Pay(customer, 4_200)));
        desk.Stripe.Account.FailRefund(result.Refund!.Value.Value, Hostile.Replace("\ud800", "", StringComparison.Ordinal));

        await desk.DeliverAsync();

        var entry = (await desk.AuditAsync())[^1];
        Assert.That(entry, Has.Property("Action").EqualTo(AuditActions.RefundStatusChanged).And.Property("State").EqualTo(RefundState.Failed));
        Assert.That(entry.Reasons.Single().Code, Is.EqualTo("refund.failed"));
        Assert.That(entry.Reasons.Single().Message, Does.Contain(Harmless.Remove(Harmless.Length - 2, 1)));
        Assert.That(entry.EventId, Does.StartWith("evt_"));
        Assert.That(entry.Actor, Is.Null, "Stripe said it, and nobody here did it.");
        Assert.That((entry.Ticket.Value, entry.RequestId, entry.Customer?.Value, entry.Refund), Is.EqualTo(("T-100", "request-1", customer, result.Refund)));
        await RequireOneLineEachAsync(desk);
    }

    [Test]
    public async Task A_rejected_event_is_on_the_log_by_its_id()
    {
        using var desk = new Desk();
        var now = desk.Time.GetUtcNow();
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"id":"evt_9","object":"event","type":"charge.\u001b[31m","created":{{{now.ToUnixTimeSeconds()}}},"livemode":true,"data":{"object":{} } }""");

        await desk.Router.RouteAsync(new WebhookDelivery(body, WebhookSigner.Sign(body, StripeSimulator.WebhookSecret, now)));

        var entry = (await desk.AuditAsync()).Single();
        Assert.That((entry.Action, entry.EventId, entry.Reasons.Single().Code), Is.EqualTo((AuditActions.WebhookRejected, "evt_9", "event.wrong_mode")));
        Assert.That(entry.Reasons.Single().Message, Does.Contain("charge.\uFFFD[31m"));
    }

    [Test]
    public async Task Every_line_of_a_refunds_life_says_who_where_why_and_by_which_policy()
    {
        using var desk = new Desk(builder => builder.Services.AddSingleton<IRefundPolicyEngine, HostileEngine>());
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com", "Jenny Rosen");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: true, stored: true).WithShouldRetry(false).On(HttpMethod.Post, "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000) with { Actor = Actor.Person("agent-8") });
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 9_000) with { RequestId = "request-2" });

        var audit = await desk.AuditAsync();

        Assert.That(audit.Select(entry => (entry.Action, entry.State, Actor: entry.Actor!.Id)), Is.EqualTo(new (string, RefundState?, string)[]
        {
            (AuditActions.RefundRecorded, RefundState.InProgress, "agent-7"),
            (AuditActions.RefundOutcome, RefundState.Unknown, "agent-7"),
            (AuditActions.RefundResumed, RefundState.Unknown, "agent-8"),
            (AuditActions.RefundOutcome, RefundState.Succeeded, "agent-8"),
            (AuditActions.RefundDeclined, RefundState.Refused, "agent-7"),
        }));
        foreach (var entry in audit)
        {
            Assert.That(entry.Ticket.Value, Is.EqualTo("T-100"), entry.ToString());
            Assert.That(entry.PolicyVersion, Is.EqualTo(Harmless), entry.ToString());
            Assert.That(new object?[] { entry.Customer, entry.Payment, entry.RequestId, entry.Amount }, Has.No.Null, entry.ToString());
            Assert.That(entry.Reasons, Is.Not.Empty, entry.ToString());
            Assert.That(entry.Facts is not null, Is.EqualTo(entry.Action is AuditActions.RefundRecorded or AuditActions.RefundDeclined), entry.ToString());
        }

        Assert.That(audit[1].Reasons.Single().Message, Does.EndWith("Last: stripe.unavailable."));
        Assert.That((await desk.Get<IAuditLog>().VerifyAsync(MerchantId.Default)).IsIntact, Is.True);
    }

    private static async Task RequireOneLineEachAsync(Desk desk)
    {
        foreach (var line in await desk.Store.ReadAuditAsync(MerchantId.Default, 0, 100, default))
        {
            Assert.That(line.Body.Where(letter => letter is < ' ' or > '~'), Is.Empty);
            Assert.That(line.Read().ToString().Any(char.IsControl), Is.False);
        }
    }

    private sealed class HostileEngine : IRefundPolicyEngine
    {
        public ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken) =>
            new(RefundDecision.Create(RefundVerdict.Approved, [new(Hostile, RefundVerdict.Approved, Hostile, Hostile)], Hostile));
    }
}
