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

            return Remember(scope, read, payment);
        }
        catch (BillingException)
        {
            return null;
        }
    }

    /// <summary>What was just read of a payment, by its own id and by the one it was asked by: that of a charge, maybe.</summary>
    internal PaymentOwner Remember(StripeScope scope, Payment payment, PaymentId askedBy)
    {
        var owner = new PaymentOwner(payment.Id, payment.Customer, payment.Charge?.Value);
        lock (gate)
        {
            if (known.Count >= MostRemembered)
            {
                known.Clear();
            }

            known[(scope, payment.Id)] = owner;
            known[(scope, askedBy)] = owner;
        }

        return owner;
    }
}

/// <summary>Which payment, whose, and by which charge.</summary>
internal sealed record PaymentOwner(PaymentId Payment, CustomerId? Customer, string? Charge);
