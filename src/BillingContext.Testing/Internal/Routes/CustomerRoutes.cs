using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/customers</summary>
internal static class CustomerRoutes
{
    private static readonly CustomerResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Route.List(Resource, [Parameter.Text("email"), Parameter.Range("created"), .. Parameter.NotSimulated("test_clock")], List),
        Searches.Route(Resource, SearchFields.Customer, c => !c.Deleted),
        Retrieval.Route(Resource),
    ];

    private static Answer List(Call call)
    {
        // The e-mail filter is exact and case-sensitive: https://docs.stripe.com/api/customers/list#list_customers-email
        var rows = call.Text("email") is { } email ? call.Books.CustomersByEmail.Of(email) : call.Books.Customers.All;
        return Lists.Page(call, Resource, rows, c => !c.Deleted);
    }
}
