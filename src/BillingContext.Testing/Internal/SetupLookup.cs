using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal;

/// <summary>Finds what a set-up verb speaks of, and tells the test when there is no such thing.</summary>
internal static class SetupLookup
{
    public static CustomerRecord Customer(Books books, string id)
        => books.Customers.Find(id) is { Deleted: false } customer
            ? customer
            : throw new ArgumentException($"There is no customer {id}.", nameof(id));

    public static ChargeRecord Charge(Books books, string id)
        => books.Charges.Find(id) ?? throw new ArgumentException($"There is no charge {id}.", nameof(id));

    public static PaymentIntentRecord Intent(Books books, string id, params string[] statuses)
    {
        var intent = books.PaymentIntents.Find(id) ?? throw new ArgumentException($"There is no payment intent {id}.", nameof(id));
        return statuses.Contains(intent.Status)
            ? intent
            : throw new InvalidOperationException($"{id} is {intent.Status}; it would have to be {string.Join(" or ", statuses)}.");
    }

    public static PaymentOrder Order(
        Books books,
        string? customer,
        long amount,
        string currency,
        string? description,
        IReadOnlyDictionary<string, string>? metadata,
        SimulatedCard? card)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        if (customer is not null)
        {
            Customer(books, customer);
        }

        return new PaymentOrder
        {
            Customer = customer,
            Amount = amount,
            Currency = Currencies.Normalize(currency),
            Description = description,
            Metadata = SimulatedAccount.Copy(metadata),
            Card = card ?? SimulatedCard.Default,
        };
    }

    public static PaymentOrder Again(PaymentIntentRecord intent, SimulatedCard card) => new()
    {
        Amount = intent.Amount,
        Currency = intent.Currency,
        Customer = intent.Customer,
        Description = intent.Description,
        Metadata = intent.Metadata,
        Card = card,
        MethodType = intent.MethodType,
        OrderReference = intent.OrderReference,
        ReceiptEmail = intent.ReceiptEmail,
        TransferDestination = intent.TransferDestination,
        ApplicationFee = intent.ApplicationFee,
        Presentment = intent.Presentment,
    };
}
