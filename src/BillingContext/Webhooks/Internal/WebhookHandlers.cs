using BillingContext.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Webhooks.Internal;

/// <summary>Finds and runs the host's handlers, each kind in a scope of its own.</summary>
internal sealed class WebhookHandlers(IServiceScopeFactory scopes, IServiceProviderIsService? registrations = null)
{
    /// <summary>Whether any handler waits for this kind of change, or for what just this type of event may tell.</summary>
    internal bool Exist(BillingChangeKind kind, string type) => kind switch
    {
        BillingChangeKind.Payment => Exist<PaymentChange>(),
        BillingChangeKind.Refund => Exist<RefundChange>() || (type is EventKinds.RefundFailed or EventKinds.OlderRefundUpdated && Exist<RefundFailed>()),
        BillingChangeKind.Dispute => Exist<DisputeChange>()
            || (type == EventKinds.DisputeOpened && Exist<DisputeOpened>())
            || (type == EventKinds.DisputeClosed && Exist<DisputeClosed>()),
        BillingChangeKind.FraudWarning => Exist<FraudWarningChange>(),
        BillingChangeKind.Subscription => Exist<SubscriptionChange>(),
        BillingChangeKind.Invoice => Exist<InvoiceChange>(),
        BillingChangeKind.Customer => Exist<CustomerChange>(),
        BillingChangeKind.StripeApproval => Exist<StripeApprovalChange>(),
        _ => false,
    };

    internal async Task RunAsync(WebhookEvent told, ReadChange read, CancellationToken cancellationToken)
    {
        await (read.Kind switch
        {
            BillingChangeKind.Payment => RunAsync(new PaymentChange(told, read.CustomerId, read.Payment), cancellationToken),
            BillingChangeKind.Refund => RunAsync(new RefundChange(told, read.CustomerId, read.Payment, read.Refund), cancellationToken),
            BillingChangeKind.Dispute => RunAsync(new DisputeChange(told, read.CustomerId, read.Payment, read.Dispute), cancellationToken),
            BillingChangeKind.FraudWarning => RunAsync(new FraudWarningChange(told, read.CustomerId, read.Payment, read.Warning), cancellationToken),
            BillingChangeKind.Subscription => RunAsync(new SubscriptionChange(told, read.CustomerId, read.Subscription), cancellationToken),
            BillingChangeKind.Invoice => RunAsync(new InvoiceChange(told, read.CustomerId, read.Invoice), cancellationToken),
            BillingChangeKind.Customer => RunAsync(new CustomerChange(told, read.CustomerId, read.Customer), cancellationToken),
            BillingChangeKind.StripeApproval =>
                RunAsync(new StripeApprovalChange(told, read.RequestId, read.CustomerId, read.PaymentId, read.SubscriptionId), cancellationToken),
            _ => Task.CompletedTask,
        }).ConfigureAwait(false);

        // What one type of event tells beyond its kind.
        await (told.Type switch
        {
            EventKinds.RefundFailed => RunAsync(new RefundFailed(told, read.CustomerId, read.Payment, read.Refund), cancellationToken),
            EventKinds.OlderRefundUpdated when read.Refund?.Status == RefundStatus.Failed =>
                RunAsync(new RefundFailed(told, read.CustomerId, read.Payment, read.Refund), cancellationToken),
            EventKinds.DisputeOpened => RunAsync(new DisputeOpened(told, read.CustomerId, read.Payment, read.Dispute), cancellationToken),
            EventKinds.DisputeClosed => RunAsync(new DisputeClosed(told, read.CustomerId, read.Payment, read.Dispute), cancellationToken),
            _ => Task.CompletedTask,
        }).ConfigureAwait(false);
    }

    private bool Exist<TChange>() => registrations?.IsService(typeof(IWebhookHandler<TChange>)) ?? true;

    private async Task RunAsync<TChange>(TChange change, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            foreach (var handler in scope.ServiceProvider.GetServices<IWebhookHandler<TChange>>())
            {
                await handler.HandleAsync(change, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
