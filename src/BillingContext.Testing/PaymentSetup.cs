using BillingContext.Testing.Internal;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing;

/// <summary>Customers pay, fail to pay and try again.</summary>
public static class PaymentSetup
{
    /// <summary>A payment that succeeded.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="customer">Who paid; null for a guest.</param>
    /// <param name="amount">In the currency's smallest unit.</param>
    /// <param name="currency">Three letters.</param>
    /// <param name="description">What the merchant wrote beside it.</param>
    /// <param name="metadata">What the merchant attached.</param>
    /// <param name="card">The card; a Visa ending in 4242 when left out.</param>
    /// <param name="orderReference">The merchant's order number.</param>
    /// <param name="createdAt">When; now when left out.</param>
    /// <param name="paymentMethodType"><c>card</c>, <c>us_bank_account</c>, <c>sepa_debit</c>, <c>klarna</c> …</param>
    /// <param name="receiptEmail">Where the receipt went.</param>
    /// <param name="transferDestination">The connected account of a destination charge.</param>
    /// <param name="applicationFee">What the platform kept of a destination charge.</param>
    /// <param name="presentmentAmount">What the customer saw, where that was another currency.</param>
    /// <param name="presentmentCurrency">The currency the customer saw.</param>
    public static SimulatedPayment Pay(
        this SimulatedAccount account,
        string? customer,
        long amount,
        string currency = "usd",
        string? description = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        SimulatedCard? card = null,
        string? orderReference = null,
        DateTimeOffset? createdAt = null,
        string paymentMethodType = "card",
        string? receiptEmail = null,
        string? transferDestination = null,
        long? applicationFee = null,
        long? presentmentAmount = null,
        string? presentmentCurrency = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var at = createdAt?.ToUnixTimeSeconds() ?? now;
            var order = SetupLookup.Order(books, customer, amount, currency, description, metadata, card) with
            {
                OrderReference = orderReference,
                MethodType = paymentMethodType,
                ReceiptEmail = receiptEmail,
                TransferDestination = transferDestination,
                ApplicationFee = applicationFee,
                Presentment = presentmentAmount is { } shown && presentmentCurrency is not null
                    ? new Presentment(shown, Currencies.Normalize(presentmentCurrency))
                    : null,
            };
            var intent = PaymentOperations.CreateIntent(books, order, at);
            return new SimulatedPayment(intent.Id, PaymentOperations.Succeed(books, intent, order, at).Id);
        });
    }

    /// <summary>A charge of the old kind, made without a payment intent.</summary>
    public static SimulatedPayment PayWithoutIntent(
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
            var charge = ChargeFactory.Succeeded(books, order, null, at);
            books.Emit("charge.succeeded", at, charge);
            return new SimulatedPayment(null, charge.Id);
        });
    }

    /// <summary>A payment that the bank refused: its payment intent waits for another payment method.</summary>
    /// <param name="account">The merchant's account.</param>
    /// <param name="customer">Who tried to pay; null for a guest.</param>
    /// <param name="amount">In the currency's smallest unit.</param>
    /// <param name="currency">Three letters.</param>
    /// <param name="declineCode"><c>generic_decline</c>, <c>insufficient_funds</c>, <c>lost_card</c>, <c>expired_card</c> …</param>
    /// <param name="card">The card.</param>
    /// <param name="description">What the merchant wrote beside it.</param>
    /// <param name="metadata">What the merchant attached.</param>
    /// <param name="createdAt">When; now when left out.</param>
    public static SimulatedPayment DeclinePayment(
        this SimulatedAccount account,
        string? customer,
        long amount,
        string currency = "usd",
        string declineCode = "generic_decline",
        SimulatedCard? card = null,
        string? description = null,
        IReadOnlyDictionary<string, string>? metadata = null,
        DateTimeOffset? createdAt = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var at = createdAt?.ToUnixTimeSeconds() ?? now;
            var order = SetupLookup.Order(books, customer, amount, currency, description, metadata, card);
            var intent = PaymentOperations.CreateIntent(books, order, at);
            return new SimulatedPayment(intent.Id, PaymentOperations.Decline(books, intent, order, declineCode, at).Id);
        });
    }

    /// <summary>Another attempt on a payment intent that was declined; it succeeds unless a decline code is given.</summary>
    public static SimulatedPayment RetryPayment(
        this SimulatedAccount account,
        string paymentIntent,
        SimulatedCard? card = null,
        string? declineCode = null,
        DateTimeOffset? createdAt = null)
    {
        ArgumentNullException.ThrowIfNull(account);

        return account.Do((books, now) =>
        {
            var at = createdAt?.ToUnixTimeSeconds() ?? now;
            var intent = SetupLookup.Intent(books, paymentIntent, "requires_payment_method");
            var order = SetupLookup.Again(intent, card ?? books.Charges[intent.LatestCharge!].Card);
            var charge = declineCode is null
                ? PaymentOperations.Succeed(books, intent, order, at)
                : PaymentOperations.Decline(books, intent, order, declineCode, at);
            return new SimulatedPayment(intent.Id, charge.Id);
        });
    }
}
