using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.StripeAdapter;

namespace BillingContext.Customers.Internal;

/// <summary>Finds customers at Stripe: by the host's word, or by e-mail.</summary>
internal sealed class StripeCustomerResolver(
    IStripeAdapter stripe, IMerchantCredentialsProvider credentials, IBillingStore store, TimeProvider time) : ICustomerResolver
{
    private const int LongestEmail = 254;
    private const int LongestEvidence = 500;

    public async Task<CustomerResolution> ResolveAsync(CustomerQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var merchant = await credentials.GetAsync(query.Merchant, cancellationToken).ConfigureAwait(false)
            ?? throw BillingException.UnknownMerchant(query.Merchant);
        var resolution = query switch
        {
            { CustomerId: { } customer } => CustomerResolution.VerifiedCustomer(merchant.Scope, customer),
            { PaymentId: { } payment } => CustomerResolution.VerifiedPayment(merchant.Scope, payment),
            { Email: { } email } => await ByEmailAsync(merchant.Scope, email.Trim(), cancellationToken).ConfigureAwait(false),
            _ => throw new ArgumentException("The query has no customer id, no payment id and no e-mail.", nameof(query)),
        };
        return resolution with { Ticket = query.Ticket };
    }

    public async Task<CustomerResolution> ConfirmAsync(
        CustomerResolution resolution, CustomerId candidate, Actor confirmedBy, string evidence, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resolution);
        ArgumentException.ThrowIfNullOrWhiteSpace(evidence);
        var confirmed = resolution.Confirm(candidate, confirmedBy);
        var entry = new AuditEntry
        {
            Scope = resolution.Scope,
            At = time.GetUtcNow(),
            Action = AuditActions.CustomerConfirmed,
            Actor = confirmedBy,
            Ticket = resolution.Ticket,
            Customer = candidate,
            Note = SafeText.Line(evidence, LongestEvidence),
        };
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
        return confirmed;
    }

    private async Task<CustomerResolution> ByEmailAsync(StripeScope scope, string email, CancellationToken cancellationToken)
    {
        if (email.Length is 0 or > LongestEmail || email.Any(char.IsControl))
        {
            return CustomerResolution.FromMatches(scope, [], [], time.GetUtcNow());
        }

        var asOf = time.GetUtcNow();

        // The list is fresh but knows only this spelling; the search knows every case but lags, and not every account has it.
        var listed = stripe.ListCustomersByEmailAsync(scope, email, cancellationToken);
        var searched = SearchAsync(scope, email, cancellationToken);
        await Task.WhenAll(listed, searched).ConfigureAwait(false);
        var (exact, (found, missing)) = (await listed.ConfigureAwait(false), await searched.ConfigureAwait(false));

        // Compared again, because what Stripe's search thinks alike is not for us to trust.
        Customer[] matches =
        [
            .. exact.Items.Concat(found)
                .Where(customer => !customer.IsDeleted && string.Equals(customer.Email, email, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(customer => customer.Id)
                .OrderBy(customer => customer.CreatedAt).ThenBy(customer => customer.Id.Value, StringComparer.Ordinal),
        ];
        if (exact.HasMore)
        {
            missing = [.. missing, new DataGap(DataArea.Customer, DataGapReason.MoreExist)];
        }

        return CustomerResolution.FromMatches(scope, matches, missing, asOf);
    }

    private async Task<(IReadOnlyList<Customer> Found, IReadOnlyList<DataGap> Missing)> SearchAsync(
        StripeScope scope, string email, CancellationToken cancellationToken)
    {
        try
        {
            var page = await stripe.SearchCustomersByEmailAsync(scope, email, cancellationToken).ConfigureAwait(false);
            return (page.Items, page.HasMore ? [new DataGap(DataArea.OtherEmailSpellings, DataGapReason.MoreExist)] : []);
        }
        catch (StripeAdapterException exception) when (exception.Kind != StripeErrorKind.KeyRejected)
        {
            return ([], [new DataGap(DataArea.OtherEmailSpellings, ReasonOf(exception), exception.Permission)]);
        }
    }

    private static DataGapReason ReasonOf(StripeAdapterException exception) => exception.Kind switch
    {
        StripeErrorKind.PermissionMissing => DataGapReason.PermissionMissing,
        StripeErrorKind.Busy or StripeErrorKind.RateLimited => DataGapReason.Busy,
        StripeErrorKind.Refused => DataGapReason.NotSupported,
        _ => DataGapReason.Unavailable,
    };
}
