using BillingContext.Testing;

namespace ServedStripe;

/// <summary>A small shop, so that there is something to look at.</summary>
internal static class DemoSeed
{
    public static void Plant(SimulatedAccount account)
    {
        var jenny = account.AddCustomer("jenny.rosen@example.com", "Jenny Rosen");
        account.Pay(jenny, 4200, description: "Shoes");
        account.Refund(account.Pay(jenny, 1500, description: "Socks"), amount: 500);
        account.Subscribe(jenny, "price_basic", 2000);

        var ali = account.AddCustomer("ali@example.com", "Ali Demir");
        account.DeclinePayment(ali, 900);
        account.OpenDispute(account.Pay(ali, 7900, description: "Lamp").ChargeId);
    }
}
