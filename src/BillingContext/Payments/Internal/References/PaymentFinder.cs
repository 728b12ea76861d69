using BillingContext.Customers;
using BillingContext.StripeAdapter;

namespace BillingContext.Payments.Internal.References;

/// <summary>Looks where a reference says, beyond the newest payments: an id is read, an invoice is read, an order number is searched for.</summary>
internal sealed class PaymentFinder(PaymentContextReader reader, IStripeAdapter stripe, IMerchantCredentialsProvider credentials)
{
    /// <summary>A search costs as much as any other call, and there is one for each key and number.</summary>
    private const int MostKeys = 3;
    private const int MostNumbers = 2;
    private const int MostIds = 2;

    internal async Task<FoundPayments> FindAsync(PaymentContext context, PaymentReference reference, CancellationToken cancellationToken)
    {
        var scope = context.Resolution.Scope;
        var merchant = await credentials.GetAsync(scope.Merchant, cancellationToken).ConfigureAwait(false) ?? throw BillingException.UnknownMerchant(scope.Merchant);
        var orderKeys = merchant.OrderReferenceKeys;
        var payments = context.Payments.ToList();
        var invoices = (context.Invoices ?? []).ToList();
        var missing = context.Missing.ToList();

        foreach (var id in reference.Invoices.Where(id => invoices.TrueForAll(invoice => invoice.Id != id)).Take(MostIds))
        {
            // Another customer's is as if it were not there.
            if (await stripe.GetInvoiceAsync(scope, id, cancellationToken).ConfigureAwait(false) is { } invoice && invoice.Customer is not null && invoice.Customer == context.Resolution.Customer)
            {
                invoices.Add(invoice);
            }
        }

        var named = reference.Payments.Concat(invoices.Where(invoice => invoice.Id is { } id && reference.Invoices.Contains(id)).SelectMany(invoice => invoice.Payments))
            .Where(id => payments.TrueForAll(payment => payment.Id != id && payment.Charge?.Value != id.Value))
            .Distinct().Take(MostIds);
        foreach (var id in named.ToList())
        {
            if (await reader.ReadPaymentAsync(context.Resolution, id, cancellationToken).ConfigureAwait(false) is { } payment)
            {
                payments.Add(payment);
            }
        }

        var matches = PaymentMatching.Of(payments, invoices, reference, orderKeys);
        if (reference.Numbers.Count > 0 && context.Resolution.Customer is { } customer && !matches.Any(match => match.IsNamed))
        {
            payments.AddRange(await SearchAsync(context.Resolution, customer, reference, orderKeys, missing, cancellationToken).ConfigureAwait(false));
            matches = PaymentMatching.Of(payments, invoices, reference, orderKeys);
        }

        return new FoundPayments(matches, [.. missing.Distinct()]);
    }

    /// <summary>Where search is not offered or not allowed, older payments are named as not looked at.</summary>
    private async Task<IReadOnlyList<Payment>> SearchAsync(
        CustomerResolution resolution, CustomerId customer, PaymentReference reference, IReadOnlyList<string> orderKeys, List<DataGap> missing, CancellationToken cancellationToken)
    {
        var found = new List<Payment>();
        try
        {
            foreach (var key in orderKeys.Take(MostKeys))
            {
                foreach (var number in reference.Numbers.Take(MostNumbers))
                {
                    var page = await stripe.SearchPaymentsAsync(resolution.Scope, customer, key, number, cancellationToken).ConfigureAwait(false);
                    found.AddRange(page.Items.Where(payment => payment.Customer == customer));
                    missing.AddRange(page.Missing);
                }
            }
        }
        catch (StripeAdapterException exception) when (exception.Kind != StripeErrorKind.KeyRejected)
        {
            missing.Add(new DataGap(
                DataArea.OlderPayments,
                exception.Kind switch
                {
                    StripeErrorKind.PermissionMissing => DataGapReason.PermissionMissing,
                    StripeErrorKind.Busy or StripeErrorKind.RateLimited => DataGapReason.Busy,
                    StripeErrorKind.Refused => DataGapReason.NotSupported,
                    _ => DataGapReason.Unavailable,
                },
                exception.Permission));
        }

        return found;
    }
}
