using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>https://docs.stripe.com/api/payment_methods</summary>
internal static class PaymentMethodOperations
{
    /// <summary>What is spent is good for nothing more: https://docs.stripe.com/api/payment_methods/detach</summary>
    public static StripeError NotAgain { get; } = new(
        400,
        "This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, " +
        "and may not be used again.")
    { Param = "payment_method", Executed = true };

    /// <summary>The payment method of a payment that a set-up verb makes.</summary>
    public static PaymentMethodRecord Add(Books books, PaymentOrder order, long at)
        => Add(books, new PaymentMethodRecord
        {
            Id = books.Ids.PaymentMethod(),
            Created = at,
            MethodType = order.MethodType,
            Card = order.Card,
            Spent = true,
        });

    public static bool Exists(Books books, string id)
        => books.PaymentMethods.Find(id) is not null || (!books.Livemode && TestCards.Find(id) is not null);

    /// <summary>The payment method, or a fresh copy of a test card: https://docs.stripe.com/testing#cards</summary>
    public static PaymentMethodRecord Take(Books books, string id, long at)
        => books.PaymentMethods.Find(id) ?? Add(books, new PaymentMethodRecord
        {
            Id = books.Ids.PaymentMethod(),
            Created = at,
            MethodType = "card",
            Card = TestCards.Find(id)!.Card,
            Test = TestCards.Find(id),
        });

    /// <summary>https://docs.stripe.com/api/payment_methods/attach</summary>
    public static StripeError? RefusesAttaching(PaymentMethodRecord method)
    {
        if (method.Customer is not null)
        {
            return new StripeError(400, "The payment method you provided has already been attached to a customer.") { Executed = true };
        }

        if (method.Spent)
        {
            return NotAgain;
        }

        // A card that declines is refused when it is saved: https://docs.stripe.com/testing#declined-payments
        return method.Test is { Attaches: false, DeclineCode: { } code } ? StripeError.Card(Declines.Failure(code, null), null) : null;
    }

    public static PaymentMethodRecord Attach(Books books, PaymentMethodRecord method, string customer, long at)
        => Change(books, method with { Customer = customer }, "payment_method.attached", at);

    public static PaymentMethodRecord Detach(Books books, PaymentMethodRecord method, long at)
        => Change(books, method with { Customer = null, Spent = true }, "payment_method.detached", at);

    /// <summary>Has paid; what no customer has cannot do so twice: https://docs.stripe.com/payments/save-during-payment</summary>
    public static void Spend(Books books, string id)
    {
        if (books.PaymentMethods[id] is { Customer: null, Spent: false } method)
        {
            books.PaymentMethods.Change(method with { Spent = true });
        }
    }

    private static PaymentMethodRecord Add(Books books, PaymentMethodRecord method)
    {
        books.PaymentMethods.Add(method);
        return method;
    }

    private static PaymentMethodRecord Change(Books books, PaymentMethodRecord method, string type, long at)
    {
        var before = books.PaymentMethods[method.Id];
        books.PaymentMethods.Change(method);
        books.Emit(type, at, method, type == "payment_method.detached" ? before : null);
        return method;
    }
}
