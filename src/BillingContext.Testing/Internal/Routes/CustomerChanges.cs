using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/customers/create and its siblings that change or delete.</summary>
internal static class CustomerChanges
{
    private static readonly CustomerResource Resource = new();

    private static readonly Parameter[] Known =
    [
        Parameter.Email("email"),
        Parameter.TextOrEmpty("name"),
        Parameter.TextOrEmpty("phone"),
        Parameter.TextOrEmpty("description"),
        Parameter.Integer("balance"),
        Parameter.Metadata,
        Parameter.Hash("invoice_settings", Parameter.Text("default_payment_method")),
        .. Parameter.NotSimulated(
            "address", "business_name", "cash_balance", "coupon", "default_source", "individual_name", "invoice_prefix",
            "next_invoice_sequence", "preferred_locales", "promotion_code", "shipping", "source", "tax", "tax_exempt"),
    ];

    private static readonly Parameter[] KnownToCreate =
        [.. Known, Parameter.Text("payment_method"), .. Parameter.NotSimulated("tax_id_data", "test_clock")];

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.Change("POST", "/v1/customers", Resource, Permissions.WriteCustomers, KnownToCreate, Create),
        Route.Change("POST", "/v1/customers/{id}", Resource, Permissions.WriteCustomers, Known, Update),
        Route.Change("DELETE", "/v1/customers/{id}", Resource, Permissions.WriteCustomers, [], Delete),
    ];

    private static Answer Create(Call call)
    {
        if (RefusesDefault(call, null) is { } refusal)
        {
            return refusal;
        }

        var (books, now) = (call.Books, call.Books.Now());
        if (Method(call, now, out var method) is { } wrongMethod)
        {
            return wrongMethod;
        }

        var customer = Filled(call, new CustomerRecord { Id = books.Ids.Customer(), Created = now });
        if (method is null)
        {
            return Answer.Object(Resource, CustomerOperations.Add(books, customer, now));
        }

        var usual = customer.DefaultPaymentMethod is null ? null : method.Id;
        CustomerOperations.Add(books, customer with { DefaultPaymentMethod = usual }, now);
        PaymentMethodOperations.Attach(books, method, customer.Id, now);
        return Answer.Object(Resource, books.Customers[customer.Id]);
    }

    /// <summary>The card that the new customer brings: https://docs.stripe.com/api/customers/create</summary>
    private static StripeError? Method(Call call, long now, out PaymentMethodRecord? method)
    {
        method = null;
        if (call.Text("payment_method") is not { } id)
        {
            return null;
        }

        if (!PaymentMethodOperations.Exists(call.Books, id))
        {
            return PaymentIntentParts.MissingMethod(call, id, 400);
        }

        method = PaymentMethodOperations.Take(call.Books, id, now);
        return PaymentMethodOperations.RefusesAttaching(method);
    }

    private static Answer Update(Call call)
        => call.Books.Customers.Find(call.Id) is { Deleted: false } customer
            ? RefusesDefault(call, customer.Id) is { } refusal
                ? refusal
                : Answer.Object(Resource, CustomerOperations.Change(call.Books, Filled(call, customer), call.Books.Now()))
            : call.NoSuch("customer", call.Id, "id", 404);

    /// <summary>Answers the stub, and 404 the next time.</summary>
    private static Answer Delete(Call call)
        => call.Books.Customers.Find(call.Id) is { Deleted: false } customer
            ? Answer.Object(Resource, CustomerOperations.Delete(call.Books, customer, call.Books.Now()))
            : call.NoSuch("customer", call.Id, "id", 404);

    /// <summary>
    /// It must be attached: https://docs.stripe.com/api/customers/update#update_customer-invoice_settings-default_payment_method
    /// </summary>
    private static StripeError? RefusesDefault(Call call, string? customer)
        => call.Text("invoice_settings", "default_payment_method") is { } id
            && (customer is null
                ? id != call.Text("payment_method")
                : call.Books.PaymentMethods.Find(id)?.Customer != customer)
            ? SubscriptionParts.NotAttached(id, "invoice_settings[default_payment_method]")
            : null;

    private static CustomerRecord Filled(Call call, CustomerRecord before) => before with
    {
        Email = call.Changed("email", before.Email),
        Name = call.Changed("name", before.Name),
        Phone = call.Changed("phone", before.Phone),
        Description = call.Changed("description", before.Description),
        DefaultPaymentMethod = call.Text("invoice_settings", "default_payment_method") ?? before.DefaultPaymentMethod,
        Balance = call.Integer("balance") ?? before.Balance,
        Metadata = call.Metadata(before.Metadata),
    };
}
