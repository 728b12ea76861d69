using BillingContext.Payments;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Webhooks.Internal;

/// <summary>What was read for an event, to be told to handlers.</summary>
internal sealed record ReadChange(
    BillingChangeKind Kind, CustomerId? Customer, PaymentId? PaymentId)
{
    internal Payment? Payment { get; init; }

    internal Refund? Refund { get; init; }

    internal Dispute? Dispute { get; init; }

    internal Subscription? Subscription { get; init; }

    internal Invoice? Invoice { get; init; }
}

/// <summary>Finds and runs the host's handlers, in a scope of their own.</summary>
internal sealed class WebhookHandlers(IServiceScopeFactory scopes, IServiceProviderIsService? registrations = null)
{
    /// <summary>Whether any handler waits for this kind of change.</summary>
    internal bool Exist(BillingChangeKind kind) => kind switch
    {
        BillingChangeKind.Refund => Exist<RefundChange>(),
        BillingChangeKind.Dispute => Exist<DisputeChange>(),
        BillingChangeKind.Payment => Exist<PaymentChange>(),
        BillingChangeKind.Subscription => Exist<SubscriptionChange>(),
        BillingChangeKind.Invoice => Exist<InvoiceChange>(),
        _ => false,
    };

    internal Task RunAsync(WebhookEvent @event, ReadChange read, CancellationToken cancellationToken) => read.Kind switch
    {
        BillingChangeKind.Refund => RunAsync(new RefundChange(@event, read.Customer, read.Payment, read.Refund), cancellationToken),
        BillingChangeKind.Dispute => RunAsync(new DisputeChange(@event, read.Customer, read.Payment, read.Dispute), cancellationToken),
        BillingChangeKind.Payment => RunAsync(new PaymentChange(@event, read.Customer, read.Payment), cancellationToken),
        BillingChangeKind.Subscription => RunAsync(new SubscriptionChange(@event, read.Customer, read.Subscription), cancellationToken),
        BillingChangeKind.Invoice => RunAsync(new InvoiceChange(@event, read.Customer, read.Invoice), cancellationToken),
        _ => Task.CompletedTask,
    };

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
