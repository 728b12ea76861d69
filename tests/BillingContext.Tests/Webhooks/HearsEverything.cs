using BillingContext.Webhooks;

namespace BillingContext.Tests.Webhooks;

/// <summary>A handler of every kind of change.</summary>
internal sealed class HearsEverything(HeardChanges heard) : IWebhookHandler<RefundChange>, IWebhookHandler<RefundFailed>, IWebhookHandler<DisputeChange>,
    IWebhookHandler<DisputeOpened>, IWebhookHandler<DisputeClosed>, IWebhookHandler<FraudWarningChange>, IWebhookHandler<PaymentChange>,
    IWebhookHandler<SubscriptionChange>, IWebhookHandler<InvoiceChange>, IWebhookHandler<CustomerChange>, IWebhookHandler<StripeApprovalChange>
{
    public Task HandleAsync(RefundChange change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(RefundFailed change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(DisputeChange change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(DisputeOpened change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(DisputeClosed change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(FraudWarningChange change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(PaymentChange change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(SubscriptionChange change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(InvoiceChange change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(CustomerChange change, CancellationToken cancellationToken) => Hear(change);

    public Task HandleAsync(StripeApprovalChange change, CancellationToken cancellationToken) => Hear(change);

    private Task Hear(object change)
    {
        heard.Changes.Add(change);
        return Task.CompletedTask;
    }
}
