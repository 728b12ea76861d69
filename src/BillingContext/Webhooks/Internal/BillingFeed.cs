using System.Runtime.CompilerServices;
using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Storage;

namespace BillingContext.Webhooks.Internal;

/// <summary>Reads a customer's changes from the store, in its order, each time the bell rings.</summary>
internal sealed class BillingFeed(IBillingStore store, FeedHub hub, PaymentOwners owners, IContextInvalidation contexts, TimeProvider time) : IBillingFeed
{
    private const int ChangesAtOnce = 100;

    public IAsyncEnumerable<BillingChange> WatchAsync(CustomerResolution customer, ChangeToken since, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(customer);
        return customer is { Customer: null, Payment: null }
            ? throw new ArgumentException($"The resolution names nobody ({customer.Status}): there is nothing to watch.", nameof(customer))
            : ReadAsync(customer, since.Sequence, cancellationToken);
    }

    private async IAsyncEnumerable<BillingChange> ReadAsync(
        CustomerResolution customer, long seen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var merchant = customer.Scope.Merchant;
        using var watcher = hub.Register(merchant);
        if (await store.GetChangeSequenceAsync(merchant, cancellationToken).ConfigureAwait(false) is var latest && latest < seen)
        {
            // The token is of another life of the store: what it stands for is gone.
            seen = latest;
            yield return Missed(customer, seen);
        }

        while (true)
        {
            var bell = watcher.Arm();
            var changes = await store.ReadChangesAsync(merchant, seen, ChangesAtOnce, cancellationToken).ConfigureAwait(false);
            if (changes.Count == 0)
            {
                await bell.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            if (changes[0].Sequence > seen + 1)
            {
                yield return Missed(customer, changes[0].Sequence - 1);
            }

            foreach (var change in changes)
            {
                cancellationToken.ThrowIfCancellationRequested();
                seen = change.Sequence;
                var isTheirs = change.Scope == customer.Scope
                    ? await IsTheirsAsync(customer, change, cancellationToken).ConfigureAwait(false)
                    : false;
                if (isTheirs is null)
                {
                    // It may concern them and could not be looked up: better one reading too many.
                    contexts.Drop(customer.Scope, customer.Customer, customer.Payment, change.Sequence);
                    yield return Missed(customer, seen);
                }
                else if (isTheirs.Value)
                {
                    // Another node may have recorded it: whoever now reads the context here must not get the old one.
                    contexts.Drop(customer.Scope, customer.Customer, customer.Payment ?? change.Payment, change.Sequence);
                    yield return change;
                }
            }
        }
    }

    /// <summary>Whether a change is the customer's; null if that could not be found out.</summary>
    private async ValueTask<bool?> IsTheirsAsync(CustomerResolution customer, BillingChange change, CancellationToken cancellationToken)
    {
        if (customer.Payment is { } guest && customer.Customer is null)
        {
            if (change.Payment is not { } paid || paid == guest || paid.IsPaymentIntent == guest.IsPaymentIntent)
            {
                return change.Payment == guest;
            }

            // One names the payment and the other its charge.
            return (await owners.FindAsync(change.Scope, paid, cancellationToken).ConfigureAwait(false)) is { } payment
                ? payment.Payment == guest || payment.Charge == guest.Value
                : null;
        }

        if (change.Customer is not null || change.Payment is not { } unowned)
        {
            return change.Customer == customer.Customer;
        }

        return (await owners.FindAsync(change.Scope, unowned, cancellationToken).ConfigureAwait(false)) is { } owner ? owner.Customer == customer.Customer : null;
    }

    private BillingChange Missed(CustomerResolution customer, long sequence) => new()
    {
        Sequence = sequence,
        Scope = customer.Scope,
        Kind = BillingChangeKind.Missed,
        Customer = customer.Customer,
        At = time.GetUtcNow(),
    };
}
