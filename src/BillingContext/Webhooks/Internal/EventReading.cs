using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Subscriptions;

namespace BillingContext.Webhooks.Internal;

/// <summary>
/// Reads what an event is about as it is now: events come late and out of order, so what they carry is never acted on. Reads only
/// where somebody cares: a handler, an open request of ours, or a conversation that cannot tell otherwise whose payment it is.
/// </summary>
internal sealed class EventReading(IStripeAdapter stripe, FeedHub hub, PaymentOwners owners, WebhookHandlers handlers)
{
    internal async Task<ReadChange> ReadAsync(
        StripeScope scope, BillingChangeKind kind, ReceivedEvent @event, RefundIntent? intent, CancellationIntent? cancellation, CancellationToken cancellationToken)
    {
        var read = new ReadChange(kind, IdOf(CustomerOf(kind, @event), id => new CustomerId(id)), PaymentOf(@event));
        var isHandled = handlers.Exist(kind);
        if (!isHandled && intent is null && cancellation is null && (read.Customer is not null || !hub.HasWatchers(scope.Merchant)))
        {
            return read;
        }

        try
        {
            return kind switch
            {
                BillingChangeKind.Subscription when (isHandled || cancellation is not null) && IdOf(@event.ObjectId, id => new SubscriptionId(id)) is { } subscription =>
                    read with { Subscription = await stripe.GetSubscriptionAsync(scope, subscription, cancellationToken).ConfigureAwait(false) },
                BillingChangeKind.Invoice when isHandled && IdOf(@event.ObjectId, id => new InvoiceId(id)) is { } invoice =>
                    read with { Invoice = await stripe.GetInvoiceAsync(scope, invoice, cancellationToken).ConfigureAwait(false) },
                BillingChangeKind.Payment or BillingChangeKind.Refund or BillingChangeKind.Dispute when read.PaymentId is { } payment =>
                    await ReadPaymentAsync(scope, read, payment, @event, isHandled, intent, cancellationToken).ConfigureAwait(false),
                _ => read,
            };
        }
        catch (StripeAdapterException exception) when (intent is null && cancellation is null && (exception.Kind is StripeErrorKind.PermissionMissing or StripeErrorKind.KeyRejected))
        {
            // Nothing of ours depends on it, and a handler is told that it could not be read.
            return read;
        }
    }

    private async Task<ReadChange> ReadPaymentAsync(
        StripeScope scope, ReadChange read, PaymentId id, ReceivedEvent @event, bool isHandled, RefundIntent? intent, CancellationToken cancellationToken)
    {
        if (await stripe.GetPaymentAsync(scope, id, cancellationToken).ConfigureAwait(false) is not { } payment)
        {
            return intent is null ? read : throw Unreadable(intent);
        }

        owners.Remember(scope, payment);
        Refund? Find() => payment.Refunds.FirstOrDefault(refund => refund.Id.Value == @event.ObjectId);
        if (read.Kind == BillingChangeKind.Refund && !payment.RefundsComplete && Find() is null && (intent is not null || payment.Refunds.Count > 0))
        {
            payment = payment with { Refunds = await stripe.ListRefundsAsync(scope, payment.Id, cancellationToken).ConfigureAwait(false), RefundsComplete = true };
        }

        if (intent is not null && Find() is null)
        {
            throw Unreadable(intent);
        }

        Dispute? dispute = null;
        if (isHandled && read.Kind == BillingChangeKind.Dispute && payment.Charge is { } charge)
        {
            payment = payment with { Disputes = await stripe.ListDisputesAsync(scope, charge, cancellationToken).ConfigureAwait(false), DisputesComplete = true };
            dispute = payment.Disputes.FirstOrDefault(known => known.Id.Value == @event.ObjectId);
        }

        return read with { Customer = payment.Customer, PaymentId = payment.Id, Payment = payment, Refund = Find(), Dispute = dispute };
    }

    /// <summary>A refund of ours must not be acknowledged unread: then nobody would ever hear that it failed. Stripe sends the event again.</summary>
    private static StripeAdapterException Unreadable(RefundIntent intent) =>
        new(StripeErrorKind.Unknown, $"An event is about the refund of request '{intent.RequestId}', but Stripe does not show that refund now.");

    private static string? CustomerOf(BillingChangeKind kind, ReceivedEvent @event) =>
        kind == BillingChangeKind.Customer ? @event.ObjectId : @event.Customer;

    private static PaymentId? PaymentOf(ReceivedEvent @event) => IdOf(
        @event.PaymentIntent ?? @event.Charge ?? (@event.ObjectType is "payment_intent" or "charge" ? @event.ObjectId : null),
        id => new PaymentId(id));

    /// <summary>An id as a payload has it; null if it is none.</summary>
    internal static T? IdOf<T>(string? id, Func<string, T> make)
        where T : struct
    {
        try
        {
            return string.IsNullOrEmpty(id) ? null : make(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
