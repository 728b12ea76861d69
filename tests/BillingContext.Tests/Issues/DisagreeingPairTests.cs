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
