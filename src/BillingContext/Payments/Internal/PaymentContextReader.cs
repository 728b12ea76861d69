using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.StripeAdapter;

namespace BillingContext.Payments.Internal;

/// <summary>Reads a context from Stripe: everything that can be asked at once in one round trip, disputes in a second.</summary>
internal sealed class PaymentContextReader(IStripeAdapter stripe, IBillingStore store, TimeProvider time)
{
    private const int Subscriptions = 20;
    private const int Attempts = 100;
    private const int Invoices = 20;

    private readonly PaymentCompletion completion = new(stripe);

    /// <summary>Reads what is asked for; what fails is named in the context, unless everything fails.</summary>
    /// <param name="resolution">Whose context.</param>
    /// <param name="asked">What it should hold.</param>
    /// <param name="known">The customer's record, if whoever asks brings one that is fresh enough.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    internal async Task<PaymentContext> ReadAsync(CustomerResolution resolution, ContextKey asked, Customer? known, CancellationToken cancellationToken)
    {
        // Taken first: whatever changes while we read is after it.
        var latest = await StoreErrors.TranslateAsync(store.GetChangeSequenceAsync(resolution.Scope.Merchant, cancellationToken), cancellationToken).ConfigureAwait(false);
        var context = new PaymentContext
        {
            Resolution = resolution,
            Links = new DashboardLinks(resolution.Scope),
            AsOf = time.GetUtcNow(),
            ChangeToken = new ChangeToken(latest),
        };
        return resolution switch
        {
            { Customer: { } customer } => await OfCustomerAsync(context, customer, asked, known, cancellationToken).ConfigureAwait(false),
            { Payment: { } payment } => await OfPaymentAsync(context, payment, asked, cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentException($"The resolution names nobody ({resolution.Status}): there is nothing to read.", nameof(resolution)),
        };
    }

    /// <summary>One payment, if it is theirs.</summary>
    internal async Task<Payment?> ReadPaymentAsync(CustomerResolution resolution, PaymentId id, CancellationToken cancellationToken)
    {
        var payment = await stripe.GetPaymentAsync(resolution.Scope, id, cancellationToken).ConfigureAwait(false);
        if (payment is null || !IsTheirs(resolution, payment))
        {
            return null;
        }

        return await completion.OfAsync(resolution.Scope, payment, fraudWarnings: false, [], cancellationToken).ConfigureAwait(false);
    }

    private static bool IsTheirs(CustomerResolution resolution, Payment payment) => resolution switch
    {
        { Customer: { } customer } => payment.Customer == customer,
        { Payment: { } only } => payment.Id == only || (payment.Charge is { } charge && charge.Value == only.Value),
        _ => throw new ArgumentException($"The resolution names nobody ({resolution.Status}).", nameof(resolution)),
    };

    private async Task<PaymentContext> OfCustomerAsync(
        PaymentContext context, CustomerId id, ContextKey asked, Customer? known, CancellationToken cancellationToken)
    {
        var scope = context.Resolution.Scope;
        var customerRead = PartRead.TryAsync(DataArea.Customer, known is not null ? Task.FromResult<Customer?>(known) : stripe.GetCustomerAsync(scope, id, cancellationToken));
        var paymentsRead = PartRead.TryAsync(DataArea.Payments, stripe.ListPaymentsAsync(scope, id, asked.Payments, cancellationToken));
        var subscriptionsRead = PartRead.TryAsync(DataArea.Subscriptions, stripe.ListSubscriptionsAsync(scope, id, Subscriptions, cancellationToken));
        var attemptsRead = asked.Attempts ? PartRead.TryAsync(DataArea.Attempts, stripe.ListAttemptsAsync(scope, id, Attempts, cancellationToken)) : null;
        var invoicesRead = asked.Invoices ? PartRead.TryAsync(DataArea.Invoices, stripe.ListInvoicesAsync(scope, id, Invoices, cancellationToken)) : null;

        // All of them to the end, so that none fails unseen behind another.
        await Task.WhenAll([customerRead, paymentsRead, subscriptionsRead, .. ((Task?[])[attemptsRead, invoicesRead]).OfType<Task>()]).ConfigureAwait(false);
        var customer = await customerRead.ConfigureAwait(false);
        var payments = await paymentsRead.ConfigureAwait(false);
        var subscriptions = await subscriptionsRead.ConfigureAwait(false);
        var attempts = attemptsRead is null ? default : await attemptsRead.ConfigureAwait(false);
        var invoices = invoicesRead is null ? default : await invoicesRead.ConfigureAwait(false);
        ThrowIfNothingCame(customer.Error, payments.Error, subscriptions.Error);

        var gaps = new List<DataGap>();
        gaps.AddRange(((DataGap?[])[customer.Gap, payments.Gap, subscriptions.Gap, attempts.Gap, invoices.Gap]).OfType<DataGap>());
        return context with
        {
            Customer = customer.Value,
            State = customer switch
            {
                { Error: not null } => CustomerState.Unknown,
                { Value: null } => CustomerState.Missing,
                { Value.IsDeleted: true } => CustomerState.Deleted,
                _ => CustomerState.Known,
            },
            Payments = await completion.OfAsync(scope, ItemsOf(payments.Value, DataArea.Payments, gaps), asked.FraudWarnings, gaps, cancellationToken).ConfigureAwait(false),
            Subscriptions = ItemsOf(subscriptions.Value, DataArea.Subscriptions, gaps),
            Attempts = attempts.Value is null ? null : ItemsOf(attempts.Value, DataArea.Attempts, gaps),
            Invoices = invoices.Value is null ? null : ItemsOf(invoices.Value, DataArea.Invoices, gaps),
            Missing = [.. gaps.Distinct()],
        };
    }

    private async Task<PaymentContext> OfPaymentAsync(PaymentContext context, PaymentId id, ContextKey asked, CancellationToken cancellationToken)
    {
        var payment = await stripe.GetPaymentAsync(context.Resolution.Scope, id, cancellationToken).ConfigureAwait(false);
        if (payment is null)
        {
            return context with { State = CustomerState.Missing };
        }

        var gaps = new List<DataGap>();
        if (payment.Refunded is null)
        {
            gaps.Add(new DataGap(DataArea.Charges, DataGapReason.PermissionMissing));
        }

        payment = await completion.OfAsync(context.Resolution.Scope, payment, asked.FraudWarnings, gaps, cancellationToken).ConfigureAwait(false);
        if (payment is { RefundsComplete: false, Refunded: not null } && gaps.TrueForAll(gap => gap.Area != DataArea.Refunds))
        {
            gaps.Add(new DataGap(DataArea.Refunds, DataGapReason.PermissionMissing));
        }

        return context with { State = CustomerState.Guest, Payments = [payment], Missing = gaps };
    }

    private static IReadOnlyList<T> ItemsOf<T>(StripePage<T>? page, DataArea area, List<DataGap> gaps)
    {
        if (page is null)
        {
            return [];
        }

        gaps.AddRange(page.Missing);
        if (page.HasMore)
        {
            gaps.Add(new DataGap(area, DataGapReason.MoreExist));
        }

        return page.Items;
    }

    private static void ThrowIfNothingCame(params ReadOnlySpan<StripeAdapterException?> errors)
    {
        foreach (var error in errors)
        {
            if (error is null)
            {
                return;
            }
        }

        throw errors[0]!;
    }
}
