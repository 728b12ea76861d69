using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/payment_methods</summary>
internal static class PaymentMethodRoutes
{
    private static readonly PaymentMethodResource Resource = new();

    private static readonly Parameter[] Listed =
        [new("type", CheckType), .. Parameter.NotSimulated("allow_redisplay", "customer_account")];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(Resource, [Parameter.Text("customer"), .. Listed], List),
        new Route(
            "GET",
            "/v1/customers/{id}/payment_methods",
            Resource,
            true,
            Resource.Read,
            [.. Parameter.Paging, Parameter.Expand, .. Listed],
            ListOfCustomer),
        Route.Retrieve(Resource, Retrieve),
        Post("attach", [Parameter.Text("customer")], Attach),
        Post("detach", [], Detach),
    ];

    private static StripeError? CheckType(FormValue value, string path)
        => value.Text is "card" or "us_bank_account" or "sepa_debit"
            ? null
            : ParameterChecks.Text(value, path) ?? Errors.NotSimulated($"payment methods of the type {value.Text} over HTTP", path);

    private static Answer List(Call call) => Lists.Answer(
        call, Resource, [new("customer", books => books.PaymentMethodsByCustomer, method => method.Customer)], Asked(call));

    /// <summary>https://docs.stripe.com/api/payment_methods/customer_list</summary>
    private static Answer ListOfCustomer(Call call)
        => call.Books.Customers.Find(call.Id) is { Deleted: false }
            ? Lists.Page(
                call,
                new PaymentMethodResource($"/v1/customers/{call.Id}/payment_methods"),
                call.Books.PaymentMethodsByCustomer.Of(call.Id),
                Asked(call))
            : call.NoSuch("customer", call.Id, "customer", 404);

    private static Func<PaymentMethodRecord, bool> Asked(Call call)
        => call.Text("type") is { } type
            ? method => method.MethodType == type && method.Customer is not null
            : method => method.Customer is not null;

    /// <summary>The id of a test card reads a fresh copy of it: https://docs.stripe.com/testing#cards</summary>
    private static Answer Retrieve(Call call)
        => PaymentMethodOperations.Exists(call.Books, call.Id)
            ? Answer.Object(Resource, PaymentMethodOperations.Take(call.Books, call.Id, call.Books.Now()))
            : PaymentIntentParts.MissingMethod(call, call.Id, 404);

    /// <summary>https://docs.stripe.com/api/payment_methods/attach</summary>
    private static Answer Attach(Call call)
    {
        if (CustomerParts.Read(call, out var customer) is { } noCustomer)
        {
            return noCustomer;
        }

        var (books, now) = (call.Books, call.Books.Now());
        var method = PaymentMethodOperations.Take(books, call.Id, now);
        return PaymentMethodOperations.RefusesAttaching(method) is { } refusal
            ? refusal
            : Answer.Object(Resource, PaymentMethodOperations.Attach(books, method, customer!.Id, now));
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
