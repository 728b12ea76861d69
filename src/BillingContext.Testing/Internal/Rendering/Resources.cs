using System.Collections.Frozen;

namespace BillingContext.Testing.Internal.Rendering;

internal static class Resources
{
    private static readonly FrozenDictionary<string, Resource> ByName = new Resource[]
    {
        new CustomerResource(),
        new PaymentMethodResource(),
        new PaymentIntentResource(),
        new ChargeResource(),
        new RefundResource(),
        new DisputeResource(),
        new FraudWarningResource(),
        new ProductResource(),
        new PriceResource(),
        new SubscriptionResource(),
        new SubscriptionItemResource(),
        new InvoiceResource(),
        new InvoiceItemResource(),
        new InvoiceLineResource(),
        new InvoicePaymentResource(),
        new EventResource(),
        new AccountResource(),
    }.ToFrozenDictionary(r => r.Name, StringComparer.Ordinal);

    public static Resource Named(string name) => ByName[name];
}
