using System.Runtime.ExceptionServices;
using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Telemetry;
using Microsoft.Extensions.Options;

namespace BillingContext.Payments.Internal;

/// <summary>Answers from what was read lately or is being read, if the caller takes it; webhooks and refunds drop it.</summary>
internal sealed class CachingPaymentContextProvider(
    PaymentContextReader reader, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, Promises promises, BillingMetrics metrics)
    : IPaymentContextProvider, IContextInvalidation
{
    private readonly ContextCache cache = new(time, promises);

    public async Task<PaymentContext> GetAsync(
        CustomerResolution customer, PaymentContextRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        request ??= new PaymentContextRequest();
        var current = options.CurrentValue;
        var maxAge = request.MaxAge ?? current.MaxContextAge;
        var asked = KeyOf(customer, request, current);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAge, TimeSpan.Zero, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThan(asked.Payments, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(asked.Payments, 100, nameof(request));
        cancellationToken.ThrowIfCancellationRequested();

        var (known, age) = KnownOf(customer, maxAge);
        var ticket = cache.Ask(asked, maxAge, age);
        metrics.ContextAsked(ticket switch { { Kept: not null } => "cached", { IsNew: true } => "read", _ => "joined" });
        if (ticket is not { Reading: { } reading, Seat: { } seat })
        {
            return Of(ticket.Kept!);
        }

        if (ticket.IsNew)
        {
            // On nobody's token: it goes on for those who join, and ends when the last of them has left.
            _ = ReadAsync(reading, customer, known, current);
        }

        try
        {
            var outcome = await seat.Value.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            outcome.Failure?.Throw();
            return Of(ContextPart.Of(outcome.Context!, reading.Key, asked));
        }
        finally
        {
            cache.Leave(ticket);
        }

        // The data is the customer's; how sure we are that this is the customer is the caller's.
        PaymentContext Of(PaymentContext context) => context with { Resolution = customer };
    }

    public Task<Payment?> GetPaymentAsync(CustomerResolution customer, PaymentId payment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return reader.ReadPaymentAsync(customer, payment, cancellationToken);
    }

    public void Drop(StripeScope scope, CustomerId? customer, PaymentId? payment) => cache.Drop(scope, customer, payment);

    /// <summary>Reads for everybody with a seat. What fails is told to each of them, and to nobody else.</summary>
    private async Task ReadAsync(ContextReading reading, CustomerResolution customer, Customer? known, BillingContextOptions current)
    {
        ContextOutcome outcome;
        try
        {
            outcome = new ContextOutcome(await reader.ReadAsync(customer, reading.Key, known, reading.Abandoned).ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            outcome = new ContextOutcome(null, ExceptionDispatchInfo.Capture(exception));
        }

        cache.Complete(reading, outcome, current.MaxCachedContexts, current.MaxCachedRecords);
    }

    private static ContextKey KeyOf(CustomerResolution customer, PaymentContextRequest request, BillingContextOptions current)
    {
        if (customer is { Customer: null, Payment: null })
        {
            throw new ArgumentException($"The resolution names nobody ({customer.Status}): there is nothing to read.", nameof(customer));
        }

        var owner = new ContextOwner(customer.Scope, customer.Customer, customer.Customer is null ? customer.Payment : null);
        return new ContextKey(owner, request.Payments ?? current.PaymentsPerContext, request.IncludeAttempts, request.IncludeInvoices);
    }

    /// <summary>The customer's record that came with the resolution, if it is fresh enough, and how old it is.</summary>
    private (Customer? Known, TimeSpan Age) KnownOf(CustomerResolution customer, TimeSpan maxAge)
    {
        var age = time.GetUtcNow() - customer.AsOf;
        var known = age <= maxAge ? customer.Candidates.FirstOrDefault(candidate => candidate.Id == customer.Customer) : null;
        return (known, known is not null && age > TimeSpan.Zero ? age.Value : TimeSpan.Zero);
    }
}
