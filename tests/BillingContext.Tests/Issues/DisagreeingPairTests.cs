using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>Two nodes had the refund of one cancellation made at once; the one that was told no was first to write it down, and there it stayed.</summary>
public class DisagreeingPairTests
{
    [Test]
    public async Task A_cancellation_tells_of_its_refund_what_the_refunds_own_record_tells()
    {
        var stripe = new StripeSimulator();
        var store = new InMemoryBillingStore(new AuditChain());
        var engine = new Engine();
        using var hesitant = Node(new Engine { Verdict = RefundVerdict.NeedsApproval });
        using var desk = Node(engine);
        var customer = stripe.Account.AddCustomer();
        var request = Desk.Cancellation(customer, stripe.Account.Subscribe(customer).SubscriptionId) with { Kind = CancellationKind.Now, Refund = CancellationRefund.Full };
        CancellationResult? overtaken = null;
        engine.Meanwhile = async asked => overtaken = asked == 2 ? await hesitant.Subscriptions.CancelAsync(request) : overtaken;

        var result = await desk.Subscriptions.CancelAsync(request);

        var stored = await store.GetCancellationAsync(MerchantId.Default, request.RequestId, default);
        Assert.That((overtaken?.RefundState, result.RefundState), Is.EqualTo(((RefundState?)RefundState.NeedsApproval, (RefundState?)RefundState.Succeeded)));
        Assert.That((stored!.State, stored.Refund, stored.DueAt), Is.EqualTo((CancellationState.Canceled, (RefundState?)RefundState.Succeeded, (DateTimeOffset?)null)));
        Assert.That((await desk.AuditAsync())[^1].State, Is.EqualTo(RefundState.Succeeded));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(1));

        Desk Node(IRefundPolicyEngine policy) => new(builder => builder.Services.AddSingleton<IBillingStore>(store).AddSingleton(policy), stripe);
    }

    [TestCase(true, RefundState.Succeeded)]
    [TestCase(false, RefundState.Refused)]
    public async Task A_refund_that_was_declined_is_looked_for_once_more_and_not_asked_for(bool wasMade, RefundState comesTo)
    {
        using var desk = new Desk();
        var now = desk.Time.GetUtcNow();
        var declined = new CancellationIntent
        {
            Scope = Desk.Scope,
            RequestId = "c1",
            ParametersHash = "hash",
            State = CancellationState.Canceled,
            Kind = CancellationKind.Now,
            Subscription = new SubscriptionId("sub_1"),
            Customer = new CustomerId("cus_1"),
            Actor = Actor.Person("agent-7"),
            CreatedAt = now,
            LeaseUntil = now,
            RefundPayment = new PaymentId("pi_1"),
            RefundAmount = Money.Of("usd", 5_00),
        }.Compensate(RefundState.Refused, now);
        await desk.Store.CommitAsync(new StoreBatch { Cancellation = declined }, default);
        if (wasMade)
        {
            await desk.Store.CommitAsync(
                new StoreBatch
                {
                    Intent = new RefundIntent
                    {
                        Scope = Desk.Scope, RequestId = "c1:refund", ParametersHash = "hash", State = RefundState.Succeeded, Payment = new PaymentId("pi_1"),
                        Amount = Money.Of("usd", 5_00), Reason = default, Actor = Actor.Person("agent-7"), CreatedAt = now, LeaseUntil = now,
                    },
                },
                default);
        }

        desk.Time.Advance(TimeSpan.FromMinutes(10));
        await desk.Get<ICancellationReconciler>().SweepAsync();

        var stored = (await desk.Store.GetCancellationAsync(MerchantId.Default, "c1", default))!;
        Assert.That((stored.Refund, stored.DueAt), Is.EqualTo(((RefundState?)comesTo, (DateTimeOffset?)null)));
        Assert.That(desk.Calls, Is.Empty);
    }

    private sealed class Engine : IRefundPolicyEngine
    {
        private int asked;

        public RefundVerdict Verdict { get; init; } = RefundVerdict.Approved;

        public Func<int, Task> Meanwhile { get; set; } = _ => Task.CompletedTask;

        public async ValueTask<RefundDecision> EvaluateAsync(RefundFacts facts, CancellationToken cancellationToken)
        {
            await Meanwhile(++asked);
            return RefundDecision.Create(Verdict, [new DecisionReason("test.verdict", Verdict, "Said.")]);
        }
    }
}
