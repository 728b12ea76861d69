using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Telemetry;
using Microsoft.Extensions.Options;

namespace BillingContext.Payments.Internal;

/// <summary>Answers from what was read lately, if the caller takes it; webhooks and refunds drop it.</summary>
internal sealed class CachingPaymentContextProvider(
    PaymentContextReader reader, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, BillingMetrics metrics)
    : IPaymentContextProvider, IContextInvalidation
{
    private readonly ContextCache cache = new(time);

    public async Task<PaymentContext> GetAsync(
        CustomerResolution customer, PaymentContextRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        request ??= new PaymentContextRequest();
        var current = options.CurrentValue;
        var maxAge = request.MaxAge ?? current.MaxContextAge;
        var payments = request.Payments ?? current.PaymentsPerContext;
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAge, TimeSpan.Zero, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(payments, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payments, 100, nameof(request));

        var owner = new ContextOwner(customer.Scope, customer.Customer, customer.Customer is null ? customer.Payment : null);
        var key = new ContextKey(owner, payments, request.IncludeAttempts, request.IncludeInvoices);
        var cached = maxAge == TimeSpan.Zero ? null : cache.Find(key, maxAge);
        metrics.ContextAsked(cached is not null);
        if (cached is not null)
        {
            // The data is the customer's; how sure we are that this is the customer is the caller's.
            return cached with { Resolution = customer };
        }

        var reading = cache.Begin(key);
        PaymentContext? read = null;
        try
        {
            return read = await reader.ReadAsync(customer, request, payments, maxAge, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            cache.Complete(reading, read, current.MaxCachedContexts);
        }
    }

    public Task<Payment?> GetPaymentAsync(CustomerResolution customer, PaymentId payment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return reader.ReadPaymentAsync(customer, payment, cancellationToken);
    }

    public void Drop(StripeScope scope, CustomerId? customer, PaymentId? payment) => cache.Drop(scope, customer, payment);
}
