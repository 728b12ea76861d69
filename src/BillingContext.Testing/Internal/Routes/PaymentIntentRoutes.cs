using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/payment_intents</summary>
internal static class PaymentIntentRoutes
{
    private static readonly PaymentIntentResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Lists.Route(
            Resource, [new("customer", books => books.PaymentIntentsByCustomer, intent => intent.Customer)], "customer_account"),
        Searches.Route(Resource, SearchFields.PaymentIntent),
        Retrieval.Route(Resource),
    ];
}
