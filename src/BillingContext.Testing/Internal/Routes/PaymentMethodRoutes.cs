using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/payment_methods</summary>
internal static class PaymentMethodRoutes
{
    private static readonly PaymentMethodResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(Resource, [Parameter.Text("customer"), new("type", CheckType)], List),
        Retrieval.Route(Resource),
        Post("attach", [Parameter.Text("customer")], Attach),
        Post("detach", [], Detach),
    ];

    private static StripeError? CheckType(FormValue value, string path)
        => value.Text is "card" or "us_bank_account" or "sepa_debit"
            ? null
            : ParameterChecks.Text(value, path) ?? Errors.NotSimulated($"payment methods of the type {value.Text} over HTTP", path);

    private static Answer List(Call call)
    {
        Func<PaymentMethodRecord, bool> where = call.Text("type") is { } type
            ? method => method.MethodType == type && method.Customer is not null
            : method => method.Customer is not null;
        return Lists.Answer(
            call, Resource, [new("customer", books => books.PaymentMethodsByCustomer, method => method.Customer)], where);
    }

    /// <summary>https://docs.stripe.com/api/payment_methods/attach</summary>
    private static Answer Attach(Call call)
    {
        if (call.Text("customer") is not { } customer)
        {
            return StripeError.Missing("customer");
        }

        if (call.Books.Customers.Find(customer) is not { Deleted: false })
        {
            return call.NoSuch("customer", customer, "customer", 400);
        }

        var (books, now) = (call.Books, call.Books.Now());
        var method = PaymentMethodOperations.Take(books, call.Id, now);
        if (method.Customer is not null)
        {
            return new StripeError(400, "The payment method you provided has already been attached to a customer.") { Executed = true };
        }

        if (method.Detached)
        {
            return PaymentMethodOperations.NotAgain;
        }

        // A card that declines is refused when it is saved: https://docs.stripe.com/testing#declined-payments
        return method.Test is { Attaches: false, DeclineCode: { } code }
            ? StripeError.Card(Declines.Failure(code, null), null)
            : Answer.Object(Resource, PaymentMethodOperations.Attach(books, method, customer, now));
    }

    /// <summary>https://docs.stripe.com/api/payment_methods/detach</summary>
    private static Answer Detach(Call call)
        => call.Books.PaymentMethods.Find(call.Id) is { Customer: not null } method
            ? Answer.Object(Resource, PaymentMethodOperations.Detach(call.Books, method, call.Books.Now()))
            : new StripeError(
                400, "The payment method you provided is not attached to a customer so detachment is impossible.")
            { Executed = true };

    private static Route Post(string action, IReadOnlyList<Parameter> parameters, Func<Call, Answer> handle)
        => Route.Change(
            "POST",
            "/v1/payment_methods/{id}/" + action,
            Resource,
            Permissions.WritePaymentMethods,
            parameters,
            call => PaymentMethodOperations.Exists(call.Books, call.Id)
                ? handle(call)
                : PaymentIntentParts.MissingMethod(call, call.Id, 404));
}
