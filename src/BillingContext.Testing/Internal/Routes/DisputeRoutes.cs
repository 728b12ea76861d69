using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/disputes</summary>
internal static class DisputeRoutes
{
    private static readonly DisputeResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Lists.Route(
            Resource,
            [
                new("charge", books => books.DisputesByCharge, dispute => dispute.Charge),
                new("payment_intent", books => books.DisputesByPaymentIntent, dispute => dispute.PaymentIntent),
            ]),
        Retrieval.Route(Resource),
    ];
}
