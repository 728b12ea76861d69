using BillingContext.Testing.Internal.Routes;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>Every request the simulator knows; the first row that matches answers.</summary>
internal static class RouteTable
{
    private static readonly Route[] Rows =
    [
        .. CustomerRoutes.All,
        .. CustomerChanges.All,
        .. PaymentMethodRoutes.All,
        .. PaymentIntentRoutes.All,
        .. PaymentIntentCreation.All,
        .. PaymentIntentActions.All,
        .. PaymentIntentUpdate.All,
        .. ChargeRoutes.All,
        .. RefundRoutes.All,
        .. DisputeRoutes.All,
        .. DisputeChanges.All,
        .. ProductRoutes.All,
        .. PriceRoutes.All,
        .. SubscriptionRoutes.All,
        .. SubscriptionCreation.All,
        .. SubscriptionItemRoutes.All,
        .. InvoiceRoutes.All,
        .. InvoiceChanges.All,
        .. InvoiceActions.All,
        .. InvoiceLineRoutes.All,
        .. InvoiceItemRoutes.All,
        .. EventRoutes.All,
        .. AccountRoutes.All,
    ];

    public static Route? Find(string method, string path, out string id)
    {
        var segments = path.Split('/');
        foreach (var row in Rows)
        {
            if (row.Matches(method, segments, out id))
            {
                return row;
            }
        }

        id = "";
        return null;
    }
}
