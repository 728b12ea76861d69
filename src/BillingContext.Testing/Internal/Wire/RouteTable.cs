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
        .. FraudWarningRoutes.All,
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

    /// <summary>Paths of Stripe's that look like those of an object, and are not simulated: https://docs.stripe.com/api/invoices</summary>
    private static readonly string[] Absent = ["/v1/invoices/create_preview", "/v1/invoices/upcoming", "/v1/invoices/upcoming/lines"];

    public static Route? Find(string method, string path, out string id)
    {
        id = "";
        if (Absent.Contains(path))
        {
            return null;
        }

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
