using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;

namespace BillingContext.Testing;

/// <summary>Money that is held first and taken later.</summary>
public static class HoldSetup
{
    /// <summary>A hold on a card: nothing is taken until <see cref="Capture"/>, and it lapses after seven days.</summary>
    public static SimulatedPayment Authorize(
        this SimulatedAccount account,
        string? customer,
        long amount,
        string currency = "usd",
        string? description = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        SimulatedCard? card = null,
        DateTimeOffset? createdAt = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var at = createdAt?.ToUnixTimeSeconds() ?? now;
            var order = SetupLookup.Order(books, customer, amount, currency, description, metadata, card);
            var intent = PaymentOperations.CreateIntent(books, order, at, manualCapture: true);
            return new SimulatedPayment(intent.Id, PaymentOperations.Authorize(books, intent, order, at).Id);
        });
    }

    /// <summary>Takes the money that was held, or part of it.</summary>
    public static void Capture(this SimulatedAccount account, string paymentIntent, long? amount = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) =>
        {
            var intent = SetupLookup.Intent(books, paymentIntent, "requires_capture");
            var taken = amount ?? intent.Amount;
            ArgumentOutOfRangeException.ThrowIfLessThan(taken, 1, nameof(amount));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(taken, intent.Amount, nameof(amount));
            PaymentOperations.Capture(books, intent, taken, now);
        });
    }

    /// <summary>Cancels a payment intent that has taken no money.</summary>
    public static void CancelPayment(this SimulatedAccount account, string paymentIntent, string reason = "requested_by_customer")
    {
        ArgumentNullException.ThrowIfNull(account);

        account.Do((books, now) =>
        {
            var intent = SetupLookup.Intent(books, paymentIntent, "requires_capture", "requires_payment_method");
            PaymentOperations.Cancel(books, intent, reason, now);
        });
    }
}
