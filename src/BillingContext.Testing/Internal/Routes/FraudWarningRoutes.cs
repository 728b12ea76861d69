using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/radar/early_fraud_warnings</summary>
internal static class FraudWarningRoutes
{
    private static readonly FraudWarningResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Lists.Route(
            Resource,
            [
                new("charge", books => books.FraudWarningsByCharge, warning => warning.Charge),
                new("payment_intent", books => books.FraudWarningsByPaymentIntent, warning => warning.PaymentIntent),
            ]),
        Retrieval.Route(Resource),
    ];
}
