using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Policies;
using BillingContext.Refunds;
using BillingContext.Refunds.Internal;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Audit;

/// <summary>A decision is a function of its policy and its facts: what is on the log decides the same again.</summary>
internal sealed class AuditReplayTests
{
    private static readonly RefundPolicy Policy = RefundPolicy.Parse(
        """
        {"version":1,"default":"needs_approval","timeZone":"Europe/Berlin","rules":[
          {"name":"small and recent","verdict":"approve","when":{"total":{"atMost":{"usd":"50.00","jpy":"5000"}},"age":{"withinDays":14}}},
          {"name":"assistants ask","verdict":"needs_approval","when":{"actor":["assistant"],"amount":{"above":{"usd":"20.00"}}}},
          {"name":"no second","verdict":"deny","when":{"earlierRefunds":{"above":2}}},
          {"name":"vouchers","verdict":"deny","when":{"paymentMethod":["klarna"]}}]}
        """);

    private static readonly Gen<RefundFacts> Facts =
        from currency in Gen.Elements("usd", "jpy", "kwd")
        from other in Gen.Elements("usd", "usd", "usd", "jpy")
        from amount in Gen.Choose(-10, 10_000)
        from captured in Gen.Choose(0, 10_000)
        from refunded in Gen.Choose(0, 5_000)
        from ticks in Gen.Choose(0, int.MaxValue)
        from days in Gen.Choose(-1, 40)
        from identity in Gen.Elements(Enum.GetValues<ResolutionStatus>())
        from actor in Gen.Elements(Enum.GetValues<ActorKind>())
        from reason in Gen.Elements(Enum.GetValues<RefundReason>())
        from status in Gen.Elements(Enum.GetValues<PaymentStatus>())
        from dispute in Gen.Elements(Enum.GetValues<DisputeStatus>().Cast<DisputeStatus?>().Append(null).ToArray())
        from missing in Gen.Choose(0, 7)
        from flags in Gen.Choose(0, 63)
        from method in Gen.Elements("card", "klarna", null, "\u202edrac\n", "klarna\0", new string('x', 300), "\ud800")
        from earlier in Gen.Choose(0, 4)
        select new RefundFacts
        {
            Now = Some.Now.AddTicks(ticks),
            Scope = new StripeScope(Some.Acme, null, (flags & 32) != 0),
            Identity = identity,
            IsConfirmedByActor = (flags & 1) != 0,
            Actor = actor,
            Amount = Money.Of(currency == "usd" ? other : currency, amount),
            Captured = Money.Of(currency, captured),
            Refunded = Money.Of(currency, refunded),
            PaidAt = Some.Now.AddDays(-days).AddTicks(ticks % 10_000),
            Reason = reason,
            MethodType = method is null ? null : SafeText.Line(method, 64),
            EarlierRefunds = earlier,
            PaymentStatus = status,
            IsDisputed = (flags & 2) != 0,
            Dispute = dispute,
            IsRefundableInDispute = (flags & 4) != 0,
            LacksConnectDecision = (flags & 8) != 0,
            IsReportedFraudulent = (flags & 16) != 0,
            Missing = (MissingFacts)missing,
        };

    [Test]
    public void Facts_that_were_stored_decide_the_same() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Facts.ToArbitrary(), facts =>
        {
            var decision = Decide(facts);
            var entry = Some.Entry() with { Facts = facts, Reasons = decision.Reasons, PolicyVersion = decision.PolicyVersion };

            var stored = Some.Chain().Append(default, entry).Read();

            return stored.Facts == facts && Same(Decide(stored.Facts!.Value), stored) && stored.Reasons.SequenceEqual(decision.Reasons);
        }));

    [Test]
    public void Facts_are_fit_for_the_log_before_they_decide()
    {
        var payment = new Payment
        {
            Id = new PaymentId("pi_1"),
            StripeStatus = "succeeded",
            Amount = Money.Of("usd", 4_200),
            Captured = Money.Of("usd", 4_200),
            CreatedAt = Some.Now,
            MethodType = "card\n" + new string('x', 3_000),
        };
        var request = new RefundRequest
        {
            RequestId = "r1",
            Customer = CustomerResolution.VerifiedCustomer(Desk.Scope, new CustomerId("cus_1")),
            Payment = payment.Id,
            Actor = Actor.Person("agent-7"),
        };
        var merchant = new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(StripeSimulator.SecretKey));

        var facts = new RefundCase(request, merchant, payment, new PaymentLedger(Desk.Scope, payment.Id, 0, []), Some.Now).Facts();

        Assert.That(facts.MethodType, Does.StartWith("card\uFFFDx").And.Length.EqualTo(64));
        Assert.That(Some.Chain().Append(default, Some.Entry() with { Facts = facts }).Read().Facts, Is.EqualTo(facts));
    }

    [Test]
    public async Task Every_decision_on_a_desks_log_replays()
    {
        using var desk = new Desk(builder => builder.AddRefundPolicies(Policy));
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com", "Jenny Rosen");
        foreach (var (amount, number) in new[] { 1_000L, 4_900, 5_100, 9_000, 100, 100 }.Select((amount, number) => (amount, number)))
        {
            var paid = desk.Stripe.Account.Pay(customer, 9_000);
            foreach (var actor in new[] { Actor.Person("agent-7"), Actor.Assistant("bot") })
            {
                await desk.Refunds.RefundAsync(Desk.Request(customer, paid, amount) with { RequestId = $"r{number}-{actor.Kind}", Actor = actor });
            }
        }

        var decided = (await desk.AuditAsync()).Where(entry => entry.Action is AuditActions.RefundRecorded or AuditActions.RefundDeclined or AuditActions.ApprovalRequested).ToList();

        Assert.That(decided, Has.Count.EqualTo(12).And.All.Property(nameof(AuditEntry.PolicyVersion)).EqualTo(Policy.Version));
        Assert.That(decided.Select(entry => entry.State).Distinct().Count(), Is.GreaterThan(1));
        Assert.That(decided.All(entry => Same(Decide(entry.Facts!.Value), entry)), Is.True);
    }

    [Test]
    public async Task A_decision_made_anew_is_on_the_log_with_the_facts_it_was_made_on()
    {
        using var desk = new Desk(builder => builder.AddRefundPolicies(Policy));
        var customer = desk.Stripe.Account.AddCustomer("jenny@example.com", "Jenny Rosen");
        var paid = desk.Stripe.Account.Pay(customer, 4_000);
        desk.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).WithShouldRetry(false).On(HttpMethod.Post, "/v1/refunds"));
        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));
        desk.Time.Advance(TimeSpan.FromMinutes(5));

        await desk.Refunds.RefundAsync(Desk.Request(customer, paid, 1_000));

        var audit = await desk.AuditAsync();
        var again = audit[^1];
        Assert.That(audit.Select(entry => entry.Action), Is.EqualTo(new[]
        {
            AuditActions.RefundRecorded, AuditActions.RefundOutcome, AuditActions.RefundResumed, AuditActions.RefundOutcome,
        }));
        Assert.That((again.State, again.PolicyVersion), Is.EqualTo(((RefundState?)RefundState.Succeeded, Policy.Version)));
        Assert.That(again.Facts!.Value.Now, Is.GreaterThan(audit[0].Facts!.Value.Now));
        Assert.That(Decide(again.Facts!.Value).Reasons, Is.EqualTo(again.Reasons.Skip(1)));
    }

    [Test]
    public void The_version_is_a_hash_of_the_rules() => Assert.That(
        Policy.Version, Does.Match("^sha256:[0-9a-f]{32}$").And.EqualTo(RefundPolicy.Parse(Policy.ToJson()).Version)
            .And.Not.EqualTo(RefundPolicy.Parse(Policy.ToJson().Replace("5000", "5001", StringComparison.Ordinal)).Version));

    private static RefundDecision Decide(RefundFacts facts) => RefundGuardrails.Evaluate(in facts).And(Policy.Evaluate(in facts));

    private static bool Same(RefundDecision decision, AuditEntry entry) =>
        decision.Reasons.SequenceEqual(entry.Reasons) && decision.PolicyVersion == entry.PolicyVersion;
}
