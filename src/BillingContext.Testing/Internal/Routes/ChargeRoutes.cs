using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/charges</summary>
internal static class ChargeRoutes
{
    private static readonly ChargeResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Lists.Route(
            Resource,
            [
                new("payment_intent", books => books.ChargesByPaymentIntent, charge => charge.PaymentIntent),
                new("customer", books => books.ChargesByCustomer, charge => charge.Customer),
            ],
            "customer_account",
            "transfer_group"),
        Searches.Route(Resource, SearchFields.Charge),
        Retrieval.Route(Resource),
    ];
}
