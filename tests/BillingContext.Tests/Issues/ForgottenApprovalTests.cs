using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Issues;

/// <summary>That Stripe wants an approval was forgotten where another node had taken the refund up meanwhile; no list of refunds tells it.</summary>
public class ForgottenApprovalTests
{
    [Test]
    public async Task An_approval_is_not_forgotten_with_the_lease()
    {
        var store = new TakenOver();
        using var desk = new Desk(builder => builder.Services.AddSingleton<IBillingStore>(store));
        var customer = desk.Stripe.Account.AddCustomer("buyer@example.com");
        var paid = desk.Stripe.Account.Pay(customer, 4_200);
        desk.Stripe.Account.RequireApprovalAbove(1_000);

        var asked = await desk.Refunds.RefundAsync(Desk.Request(customer, paid));

        var stored = await desk.Store.GetRefundIntentAsync(MerchantId.Default, "request-1", default);
        Assert.That((asked.State, stored!.State), Is.EqualTo((RefundState.AwaitingStripeApproval, RefundState.AwaitingStripeApproval)));
        Assert.That(stored.StripeApproval, Is.EqualTo(asked.StripeApproval).And.Not.Null);
    }

    /// <summary>Another node takes the refund up just before its outcome is recorded.</summary>
    private sealed class TakenOver : IBillingStore
    {
        private readonly InMemoryBillingStore inner = new(new AuditChain());
        private bool wasTaken;

        public async ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken)
        {
            if (batch.Intent is { State: RefundState.AwaitingStripeApproval } intent && !wasTaken)
            {
                wasTaken = true;
                await inner.CommitAsync(new StoreBatch { Intent = intent with { State = RefundState.Unknown, StripeApproval = null } }, cancellationToken);
            }

            return await inner.CommitAsync(batch, cancellationToken);
        }

        public ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) =>
            inner.GetRefundIntentAsync(merchant, requestId, cancellationToken);

        public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken) =>
            inner.GetPaymentLedgerAsync(scope, payment, cancellationToken);

        public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) =>
            inner.ListOpenRefundsAsync(merchant, dueBy, limit, cancellationToken);

        public ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken) =>
            inner.GetWebhookReceiptAsync(scope, eventId, cancellationToken);

        public ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken) =>
            inner.GetChangeSequenceAsync(merchant, cancellationToken);

        public ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
            inner.ReadChangesAsync(merchant, after, limit, cancellationToken);

        public ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) =>
            inner.ReadAuditAsync(merchant, after, limit, cancellationToken);
    }
}
