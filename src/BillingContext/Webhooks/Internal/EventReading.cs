using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;

namespace BillingContext.Webhooks.Internal;

/// <summary>
/// Reads what an event is about as it is now: events come late and out of order, so what they carry is never acted on. Reads only
/// where somebody cares: a handler, an open request of ours, or a conversation that cannot tell otherwise whose it is.
/// </summary>
internal sealed class EventReading(IStripeAdapter stripe, FeedHub hub, PaymentOwners owners, WebhookHandlers handlers)
{
    internal async Task<ReadChange> ReadAsync(
        StripeScope scope, BillingChangeKind kind, ReceivedEvent @event, AffectedRequests ours, CancellationToken cancellationToken)
    {
        var read = new ReadChange(kind, CustomerOf(@event), PaymentOf(@event));
        var isHandled = handlers.Exist(kind, @event.Type);
        if (kind == BillingChangeKind.StripeApproval)
        {
            return Awaiting(read, ours);
        }

        // Whose a payment is can be found out later, on the node where somebody watches. Whose anything else is can not.
        if (!isHandled && !ours.Exist && (read.CustomerId is not null || (read.PaymentId is not null && !hub.HasWatchers(scope.Merchant))))
        {
            return read;
        }

        try
        {
            return kind switch
            {
                BillingChangeKind.Subscription when (isHandled || ours.Exist) && SubscriptionOf(@event) is { } subscription =>
                    read with { Subscription = await stripe.GetSubscriptionAsync(scope, subscription, cancellationToken).ConfigureAwait(false) },
                BillingChangeKind.Customer when isHandled && read.CustomerId is { } customer =>
                    read with { Customer = await stripe.GetCustomerAsync(scope, customer, cancellationToken).ConfigureAwait(false) },
                BillingChangeKind.Invoice when InvoiceOf(@event) is { } invoice => await ReadInvoiceAsync(scope, read, invoice, cancellationToken).ConfigureAwait(false),
                BillingChangeKind.Payment or BillingChangeKind.Refund or BillingChangeKind.Dispute or BillingChangeKind.FraudWarning when read.PaymentId is { } payment =>
                    await ReadPaymentAsync(scope, read, payment, @event, isHandled, ours.Refund, cancellationToken).ConfigureAwait(false),
                _ => read,
            };
        }
        catch (StripeAdapterException exception) when (!ours.Exist && IsDenied(exception))
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

        owners.Remember(scope, payment, id);
        Refund? Find() => payment.Refunds.FirstOrDefault(refund => refund.Id.Value == @event.ObjectId);
        if (read.Kind == BillingChangeKind.Refund && !payment.RefundsComplete && Find() is null && (intent is not null || payment.Refunds.Count > 0))
        {
            payment = payment with { Refunds = await stripe.ListRefundsAsync(scope, payment.Id, cancellationToken).ConfigureAwait(false), RefundsComplete = true };
        }

        if (intent is not null && Find() is null)
        {
            throw Unreadable(intent);
        }

        read = read with { CustomerId = payment.Customer, PaymentId = payment.Id, Payment = payment, Refund = Find() };
        try
        {
            return (read.Kind, payment.Charge) switch
            {
                (BillingChangeKind.Dispute, { } charge) when isHandled => await ReadDisputeAsync(scope, read, payment, charge, @event, cancellationToken).ConfigureAwait(false),
                (BillingChangeKind.FraudWarning, { } charge) when isHandled => await ReadWarningAsync(scope, read, payment, charge, @event, cancellationToken).ConfigureAwait(false),
                _ => read,
            };
        }
        catch (StripeAdapterException exception) when (IsDenied(exception))
        {
            // Many keys lack one of these permissions, and the payment alone is worth telling.
            return read;
        }
    }

    private async Task<ReadChange> ReadDisputeAsync(
        StripeScope scope, ReadChange read, Payment payment, ChargeId charge, ReceivedEvent @event, CancellationToken cancellationToken)
    {
        var disputes = await stripe.ListDisputesAsync(scope, charge, cancellationToken).ConfigureAwait(false);
        return read with
        {
            Payment = payment with { Disputes = disputes, DisputesComplete = true },
            Dispute = disputes.FirstOrDefault(known => known.Id.Value == @event.ObjectId),
        };
    }

    private async Task<ReadChange> ReadWarningAsync(
        StripeScope scope, ReadChange read, Payment payment, ChargeId charge, ReceivedEvent @event, CancellationToken cancellationToken)
    {
        var warnings = await stripe.ListFraudWarningsAsync(scope, charge, cancellationToken).ConfigureAwait(false);
        return read with { Payment = payment with { FraudWarnings = warnings }, Warning = warnings.FirstOrDefault(known => known.Id == @event.ObjectId) };
    }

    private async Task<ReadChange> ReadInvoiceAsync(StripeScope scope, ReadChange read, InvoiceId id, CancellationToken cancellationToken)
    {
        var invoice = await stripe.GetInvoiceAsync(scope, id, cancellationToken).ConfigureAwait(false);
        return invoice is null ? read : read with
        {
            Invoice = invoice,
            CustomerId = invoice.Customer ?? read.CustomerId,
            PaymentId = read.PaymentId ?? (invoice.Payments is [var only] ? only : null),
        };
    }

    private static ReadChange Awaiting(ReadChange read, AffectedRequests ours) => read with
    {
        RequestId = ours.Refund?.RequestId ?? ours.Cancellation?.RequestId,
        CustomerId = ours.Refund?.Customer ?? ours.Cancellation?.Customer,
        PaymentId = ours.Refund?.Payment,
        SubscriptionId = ours.Cancellation?.Subscription,
    };

    /// <summary>A refund of ours must not be acknowledged unread: then nobody would ever hear that it failed. Stripe sends the event again.</summary>
    private static StripeAdapterException Unreadable(RefundIntent intent) =>
        new(StripeErrorKind.Unknown, $"An event is about the refund of request '{intent.RequestId}', but Stripe does not show that refund now.");

    private static bool IsDenied(StripeAdapterException exception) => exception.Kind is StripeErrorKind.PermissionMissing or StripeErrorKind.KeyRejected;

    private static CustomerId? CustomerOf(ReceivedEvent @event) => IdOf(@event.ObjectType == "customer" ? @event.ObjectId : @event.Customer, id => new CustomerId(id));

    private static PaymentId? PaymentOf(ReceivedEvent @event) => IdOf(
        @event.PaymentIntent ?? @event.Charge ?? (@event.ObjectType is "payment_intent" or "charge" ? @event.ObjectId : null),
        id => new PaymentId(id));

    /// <summary>The subscription an event is about, or whose schedule it is about.</summary>
    internal static SubscriptionId? SubscriptionOf(ReceivedEvent @event) =>
        IdOf(@event.ObjectType == "subscription" ? @event.ObjectId : @event.Subscription, id => new SubscriptionId(id));

    private static InvoiceId? InvoiceOf(ReceivedEvent @event) => IdOf(@event.ObjectType == "invoice" ? @event.ObjectId : @event.Invoice, id => new InvoiceId(id));

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
