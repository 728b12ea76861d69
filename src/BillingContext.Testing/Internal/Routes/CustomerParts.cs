using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>The customer that something new is for.</summary>
internal static class CustomerParts
{
    /// <summary>Null when the request names one that exists.</summary>
    public static StripeError? Read(Call call, out CustomerRecord? customer)
    {
        customer = null;
        if (call.Text("customer") is not { } id)
        {
            return StripeError.Missing("customer");
        }

        customer = call.Books.Customers.Find(id) is { Deleted: false } found ? found : null;
        return customer is null ? call.NoSuch("customer", id, "customer", 400) : null;
    }
}
