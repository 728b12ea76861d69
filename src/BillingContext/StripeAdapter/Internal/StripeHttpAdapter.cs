using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Reading;
using BillingContext.StripeAdapter.Internal.Wire;
using BillingContext.Webhooks;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>What each method of the port asks Stripe. How it is sent is <see cref="StripeHttpClient"/>'s, how it is understood <c>Reading</c>'s.</summary>
internal sealed class StripeHttpAdapter(StripeReads reads, StripeWrites writes) : IStripeAdapter
{
    private const string Customers = "/v1/customers";
    private const string PaymentIntents = "/v1/payment_intents";
    private const string Charges = "/v1/charges";
    private const string Refunds = "/v1/refunds";
    private const string Disputes = "/v1/disputes";
    private const string FraudWarnings = "/v1/radar/early_fraud_warnings";
    private const string Subscriptions = "/v1/subscriptions";
    private const string Invoices = "/v1/invoices";
    private const string Events = "/v1/events";

    public async Task<Customer?> GetCustomerAsync(StripeScope scope, CustomerId id, CancellationToken cancellationToken)
    {
        var customer = await reads.GetAsync(scope, Customers, id.Value, null, StripeJson.Default.WireCustomer, cancellationToken).ConfigureAwait(false);
        return customer?.ToCustomer();
    }

    public Task<StripePage<Customer>> ListCustomersByEmailAsync(StripeScope scope, string email, CancellationToken cancellationToken) =>
        CustomersAsync(scope, Customers, new StripeForm().Add("email", email), cancellationToken);

    public Task<StripePage<Customer>> SearchCustomersByEmailAsync(StripeScope scope, string email, CancellationToken cancellationToken) =>
        CustomersAsync(scope, Customers + "/search", new StripeForm().Add("query", "email:" + SearchText.Quote(email)), cancellationToken);

    public async Task<StripePage<Payment>> ListPaymentsAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var (page, denied) = await reads.ListAsync(
                scope, PaymentIntents, Of(customer, limit), "data.latest_charge.refunds", StripeJson.Default.WireListWirePaymentIntent, cancellationToken)
                .ConfigureAwait(false);
            return new(page.Data.ToList(PaymentReading.ToPayment), page.HasMore, Gaps(DataArea.Charges, denied));
        }
        catch (StripeAdapterException exception) when (exception.Kind == StripeErrorKind.PermissionMissing)
        {
            // The charges tell nearly as much, and some keys may read only them.
            var (page, denied) = await ChargesAsync(scope, Of(customer, limit), "data.refunds", cancellationToken).ConfigureAwait(false);
            return new(PaymentsOf(page), page.HasMore, [.. Gaps(DataArea.Payments, exception), .. Gaps(DataArea.Refunds, denied)]);
        }
    }

    public async Task<StripePage<Payment>> SearchPaymentsAsync(StripeScope scope, CustomerId customer, string metadataKey, string value, CancellationToken cancellationToken)
    {
        var query = $"customer:{SearchText.Quote(customer.Value)} AND metadata[{SearchText.Quote(metadataKey)}]:{SearchText.Quote(value)}";
        var (page, denied) = await reads.ListAsync(
            scope, PaymentIntents + "/search", new StripeForm().Add("query", query).Add("limit", StripeReads.LargestPage), "data.latest_charge.refunds", StripeJson.Default.WireListWirePaymentIntent, cancellationToken)
            .ConfigureAwait(false);
        return new(page.Data.ToList(PaymentReading.ToPayment), page.HasMore, Gaps(DataArea.Charges, denied));
    }

    public async Task<StripePage<PaymentAttempt>> ListAttemptsAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken)
    {
        var (page, _) = await ChargesAsync(scope, Of(customer, limit), null, cancellationToken).ConfigureAwait(false);
        return new(page.Data.ToList(PaymentReading.ToAttempt), page.HasMore, []);
    }

    public async Task<StripePage<Subscription>> ListSubscriptionsAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken)
    {
        var (page, denied) = await reads.ListAsync(
            scope, Subscriptions, Of(customer, limit).Add("status", "all"), "data.latest_invoice.payments", StripeJson.Default.WireListWireSubscription, cancellationToken)
            .ConfigureAwait(false);
        return new(page.Data.ToList(SubscriptionReading.ToSubscription), page.HasMore, Gaps(DataArea.Invoices, denied));
    }

    public async Task<StripePage<Invoice>> ListInvoicesAsync(StripeScope scope, CustomerId customer, int limit, CancellationToken cancellationToken)
    {
        var (page, denied) = await reads.ListAsync(
            scope, Invoices, Of(customer, limit), "data.payments", StripeJson.Default.WireListWireInvoice, cancellationToken).ConfigureAwait(false);
        return new(page.Data.ToList(InvoiceReading.ToInvoice), page.HasMore, Gaps(DataArea.Invoices, denied));
    }

    public async Task<Payment?> GetPaymentAsync(StripeScope scope, PaymentId id, CancellationToken cancellationToken)
    {
        if (!id.IsPaymentIntent)
        {
            var charge = await reads.GetAsync(scope, Charges, id.Value, "refunds", StripeJson.Default.WireCharge, cancellationToken).ConfigureAwait(false);
            return charge?.ToPayment();
        }

        try
        {
            var intent = await reads.GetAsync(
                scope, PaymentIntents, id.Value, "latest_charge.refunds", StripeJson.Default.WirePaymentIntent, cancellationToken).ConfigureAwait(false);
            return intent?.ToPayment();
        }
        catch (StripeAdapterException exception) when (exception.Kind == StripeErrorKind.PermissionMissing)
        {
            var query = new StripeForm().Of("payment_intent", id.Value).Add("limit", StripeReads.LargestPage);
            var (page, _) = await ChargesAsync(scope, query, "data.refunds", cancellationToken).ConfigureAwait(false);
            return PaymentsOf(page).FirstOrDefault();
        }
    }

    public async Task<IReadOnlyList<Refund>> ListRefundsAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken)
    {
        var refunds = await reads.ListAllAsync(
            scope, Refunds, payment.IsPaymentIntent ? "payment_intent" : "charge", payment.Value, StripeJson.Default.WireListWireRefund, cancellationToken)
            .ConfigureAwait(false);
        return refunds.ToList(RefundReading.ToRefund);
    }

    public async Task<IReadOnlyList<Dispute>> ListDisputesAsync(StripeScope scope, ChargeId charge, CancellationToken cancellationToken)
    {
        var disputes = await reads.ListAllAsync(
            scope, Disputes, "charge", charge.Value, StripeJson.Default.WireListWireDispute, cancellationToken).ConfigureAwait(false);
        return disputes.ToList(DisputeReading.ToDispute);
    }

    public async Task<IReadOnlyList<EarlyFraudWarning>> ListFraudWarningsAsync(StripeScope scope, ChargeId charge, CancellationToken cancellationToken)
    {
        var warnings = await reads.ListAllAsync(
            scope, FraudWarnings, "charge", charge.Value, StripeJson.Default.WireListWireFraudWarning, cancellationToken).ConfigureAwait(false);
        return warnings.ToList(FraudWarningReading.ToFraudWarning);
    }

    public async Task<Subscription?> GetSubscriptionAsync(StripeScope scope, SubscriptionId id, CancellationToken cancellationToken)
    {
        var subscription = await reads.GetAsync(
            scope, Subscriptions, id.Value, "latest_invoice.payments", StripeJson.Default.WireSubscription, cancellationToken).ConfigureAwait(false);
        return subscription?.ToSubscription();
    }

    public async Task<Invoice?> GetInvoiceAsync(StripeScope scope, InvoiceId id, CancellationToken cancellationToken)
    {
        var invoice = await reads.GetAsync(scope, Invoices, id.Value, "payments", StripeJson.Default.WireInvoice, cancellationToken).ConfigureAwait(false);
        return invoice?.ToInvoice();
    }

    public async Task<StripePage<ReceivedEvent>> ListEventsAsync(StripeScope scope, DateTimeOffset since, string? startingAfter, CancellationToken cancellationToken)
    {
        var query = new StripeForm().Add("created[gte]", since.ToUnixTimeSeconds()).Add("limit", StripeReads.LargestPage);
        if (startingAfter is not null)
        {
            query.Add("starting_after", startingAfter);
        }

        var (page, _) = await reads.ListAsync(scope, Events, query, null, StripeJson.Default.WireListWireEvent, cancellationToken).ConfigureAwait(false);

        // What the page was to start after is forgotten, or the next has nothing to start after: that is not the end of the list.
        return (page.Data is null && startingAfter is not null) || page is { HasMore: true, Data: [.., { Id: null or "" }] }
            ? throw new StripeAdapterException(StripeErrorKind.Unknown, $"GET {Events}: the list changed while it was read, or could not be.")
            : new(page.Data.ToList(EventReading.ToEvent), page.HasMore, []);
    }

    public async Task<StripeWriteResult<Refund>> CreateRefundAsync(
        StripeScope scope, NewRefund refund, string idempotencyKey, DateTimeOffset sendBefore, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(idempotencyKey);
        var merchant = await writes.CredentialsAsync(scope, cancellationToken).ConfigureAwait(false);
        var call = new StripeCall("POST " + Refunds, Refunds, StripeJson.Default.WireRefund, merchant.WriteKey, merchant.Scope)
        {
            Form = RefundForm.Of(refund),
            IdempotencyKey = idempotencyKey,
            SendBefore = sendBefore,
        };
        return await writes.SendAsync<WireRefund, Refund>(call, RefundReading.ToRefund).ConfigureAwait(false);
    }

    public async Task<StripeWriteResult<Subscription>> CancelSubscriptionAsync(
        StripeScope scope, SubscriptionId id, bool invoiceNow, DateTimeOffset sendBefore, CancellationToken cancellationToken)
    {
        var merchant = await writes.CredentialsAsync(scope, cancellationToken).ConfigureAwait(false);

        // Never prorated by Stripe: whoever gets money back would get a credit for the same days as well.
        var query = new StripeForm().Add("invoice_now", invoiceNow ? "true" : "false").Add("prorate", "false");
        var call = new StripeCall(
            $"DELETE {Subscriptions}/{{id}}", $"{Subscriptions}/{Named(id)}?{query}", StripeJson.Default.WireSubscription, merchant.WriteKey, merchant.Scope)
        {
            IsDelete = true,
            SendBefore = sendBefore,
        };
        return await writes.SendAsync<WireSubscription, Subscription>(call, SubscriptionReading.ToSubscription).ConfigureAwait(false);
    }

    public async Task<StripeWriteResult<Subscription>> SetCancelAtPeriodEndAsync(
        StripeScope scope, SubscriptionId id, bool cancelAtPeriodEnd, string idempotencyKey, DateTimeOffset sendBefore, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(idempotencyKey);
        var merchant = await writes.CredentialsAsync(scope, cancellationToken).ConfigureAwait(false);
        var call = new StripeCall(
            $"POST {Subscriptions}/{{id}}", $"{Subscriptions}/{Named(id)}", StripeJson.Default.WireSubscription, merchant.WriteKey, merchant.Scope)
        {
            Form = new StripeForm().Add("cancel_at_period_end", cancelAtPeriodEnd ? "true" : "false").ToString(),
            IdempotencyKey = idempotencyKey,
            SendBefore = sendBefore,
        };
        return await writes.SendAsync<WireSubscription, Subscription>(call, SubscriptionReading.ToSubscription).ConfigureAwait(false);
    }

    /// <summary>An empty id would be another route.</summary>
    private static string Named(SubscriptionId id) =>
        id != default ? id.Value : throw new ArgumentException("The subscription id is empty.", nameof(id));

    private async Task<StripePage<Customer>> CustomersAsync(StripeScope scope, string route, StripeForm query, CancellationToken cancellationToken)
    {
        var (page, _) = await reads.ListAsync(
            scope, route, query.Add("limit", StripeReads.LargestPage), null, StripeJson.Default.WireListWireCustomer, cancellationToken).ConfigureAwait(false);
        return new(page.Data.ToList(CustomerReading.ToCustomer), page.HasMore, []);
    }

    private Task<(WireList<WireCharge> Page, StripeAdapterException? Denied)> ChargesAsync(
        StripeScope scope, StripeForm query, string? expand, CancellationToken cancellationToken) =>
        reads.ListAsync(scope, Charges, query, expand, StripeJson.Default.WireListWireCharge, cancellationToken);

    private static StripeForm Of(CustomerId customer, int limit) => new StripeForm().Of("customer", customer.Value).Add("limit", limit);

    private static IReadOnlyList<DataGap> Gaps(DataArea area, StripeAdapterException? denied) =>
        denied is null ? [] : [new DataGap(area, DataGapReason.PermissionMissing, denied.Permission)];

    /// <summary>One payment for each PaymentIntent: its successful charge, or else its newest.</summary>
    private static List<Payment> PaymentsOf(WireList<WireCharge> charges) =>
    [
        .. (charges.Data ?? [])
            .Select(PaymentReading.ToPayment)
            .GroupBy(payment => payment.Id)
            .Select(attempts => attempts.FirstOrDefault(attempt => attempt.Status != PaymentStatus.Failed) ?? attempts.First()),
    ];
}
