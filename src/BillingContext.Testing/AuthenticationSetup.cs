using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;

namespace BillingContext.Testing;

/// <summary>Customers answer their bank.</summary>
public static class AuthenticationSetup
{
    /// <summary>The customer of a payment intent in <c>requires_action</c> passes 3-D Secure, or fails it.</summary>
    public static void Authenticate(this SimulatedAccount account, string paymentIntent, bool succeeded = true)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) => Confirmation.Authenticate(
            books, SetupLookup.Intent(books, paymentIntent, "requires_action"), succeeded, now));
    }
}
