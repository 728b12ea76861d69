using System.Runtime.ExceptionServices;
using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments.Internal.References;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using Microsoft.Extensions.Options;

namespace BillingContext.Payments.Internal;

/// <summary>Answers from what was read lately or is being read, if the caller takes it; webhooks and refunds drop it.</summary>
internal sealed class CachingPaymentContextProvider(
    PaymentContextReader reader, PaymentFinder finder, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, Promises promises, BillingMetrics metrics)
    : IPaymentContextProvider, IContextInvalidation
{
    private static readonly DataGap PaymentsBusy = new(DataArea.Payments, DataGapReason.Busy);

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
        ArgumentOutOfRangeException.ThrowIfLessThan(request.MaxWait ?? TimeSpan.Zero, TimeSpan.Zero, nameof(request));
        cancellationToken.ThrowIfCancellationRequested();

        var (known, age) = KnownOf(customer, maxAge);
        var ticket = cache.Ask(asked, maxAge, age);
        var answer = ticket switch { { Kept: not null } => "cached", { IsNew: true } => "read", _ => "joined" };
        try
        {
            if (ticket is not { Reading: { } reading })
            {
                return Of(ticket.Kept!);
            }

            if (ticket.IsNew)
            {
                // On nobody's token: it goes on for those who join, and ends when the last of them has left.
                _ = ReadAsync(reading, customer, known, current);
            }

            var context = ContextPart.Of(await WaitAsync(ticket, request.MaxWait, cancellationToken).ConfigureAwait(false), reading.Key, asked);
            return context.Missing.Contains(PaymentsBusy) && Older() is { } whole ? whole : Of(context);
        }
        catch (StripeAdapterException exception) when (exception.Kind is StripeErrorKind.Busy or StripeErrorKind.RateLimited)
        {
            answer = "busy";
            if (Older() is { } older)
            {
                return older;
            }

            throw;
        }
        finally
        {
            metrics.ContextAsked(answer);
        }

        // The data is the customer's; how sure we are that this is the customer is the caller's.
        PaymentContext Of(PaymentContext context) => context with { Resolution = customer };

        PaymentContext? Older()
        {
            if (maxAge == TimeSpan.Zero || cache.FindOlder(asked, current.MaxStaleAge) is not { } older)
            {
                return null;
            }

            answer = "stale";
            return Of(older with { IsStale = true });
        }
    }

    public async Task<FoundPayments> FindPaymentsAsync(CustomerResolution customer, PaymentReference reference, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        ArgumentNullException.ThrowIfNull(reference);
        var request = new PaymentContextRequest { IncludeInvoices = customer.Customer is not null && (reference.Numbers.Count > 0 || reference.Invoices.Count > 0) };
        var context = await GetAsync(customer, request, cancellationToken).ConfigureAwait(false);
        return await finder.FindAsync(context, reference, cancellationToken).ConfigureAwait(false);
    }

    public Task<Payment?> GetPaymentAsync(CustomerResolution customer, PaymentId payment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return reader.ReadPaymentAsync(customer, payment, cancellationToken);
    }

    public void Drop(StripeScope scope, CustomerId? customer, PaymentId? payment, long change) => cache.Drop(scope, customer, payment, change);

    /// <summary>Waits for a reading on the caller's own terms.</summary>
    private async Task<PaymentContext> WaitAsync(ContextTicket ticket, TimeSpan? maxWait, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await ticket.Seat!.Value.Task.WaitAsync(maxWait ?? Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(false);
            outcome.Failure?.Throw();
            return outcome.Context!;
        }
        catch (TimeoutException) when (maxWait is not null)
        {
            // The seat stays taken, so that what is being read is there for the next who asks.
            throw new StripeAdapterException(StripeErrorKind.Busy, $"The context could not be read within {maxWait}. It is still being read: ask again in a moment.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            cache.Leave(ticket);
            throw;
        }
    }

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
        return new ContextKey(owner, request.Payments ?? current.PaymentsPerContext, request.IncludeAttempts, request.IncludeInvoices, request.IncludeFraudWarnings);
    }

    /// <summary>The customer's record that came with the resolution, if it is fresh enough, and how old it is.</summary>
    private (Customer? Known, TimeSpan Age) KnownOf(CustomerResolution customer, TimeSpan maxAge)
    {
        var age = time.GetUtcNow() - customer.AsOf;
        var known = age <= maxAge ? customer.Candidates.FirstOrDefault(candidate => candidate.Id == customer.Customer) : null;
        return (known, known is not null && age > TimeSpan.Zero ? age.Value : TimeSpan.Zero);
    }
}
