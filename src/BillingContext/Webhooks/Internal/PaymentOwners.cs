using BillingContext.Payments;
using BillingContext.StripeAdapter;

namespace BillingContext.Webhooks.Internal;

/// <summary>Whose a payment is, for changes recorded when nobody was watching and their event did not say. Remembered: it never changes.</summary>
internal sealed class PaymentOwners(IStripeAdapter stripe)
{
    private const int MostRemembered = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(StripeScope Scope, PaymentId Payment), PaymentOwner> known = [];

    /// <summary>Who; null if Stripe could not be asked or does not know the payment.</summary>
    internal async ValueTask<PaymentOwner?> FindAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (known.TryGetValue((scope, payment), out var remembered))
            {
                return remembered;
            }
        }

        try
        {
            if (await stripe.GetPaymentAsync(scope, payment, cancellationToken).ConfigureAwait(false) is not { } read)
            {
                return null;
            }

            return Remember(scope, read);
        }
        catch (BillingException)
        {
            return null;
        }
    }

    /// <summary>What was just read of a payment.</summary>
    internal PaymentOwner Remember(StripeScope scope, Payment payment)
    {
        var owner = new PaymentOwner(payment.Customer, payment.Charge?.Value);
        lock (gate)
        {
            if (known.Count >= MostRemembered)
            {
                known.Clear();
            }

            known[(scope, payment.Id)] = owner;
        }

        return owner;
    }
}

/// <summary>Whose payment, and by which charge.</summary>
internal sealed record PaymentOwner(CustomerId? Customer, string? Charge);
