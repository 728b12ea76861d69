using BillingContext.Refunds;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>Too old for the policy, and disputed, which no policy can overrule: every reason is given, not only the first.</summary>
internal static class Refused
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in to the shop", "And the reading lamp from April never came. Please refund that as well."));
        await stage.RefundAsync(new RefundRequest
        {
            RequestId = "T-1001-reading-lamp",
            Customer = await stage.MayaAsync(),
            Payment = stage.Shop.DisputedLamp,
            Actor = Stage.Agent,
        });
    }
}
