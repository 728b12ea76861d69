using BillingContext.Subscriptions;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>The bulb box ends at once, and the days that are left of it go back: two calls that count as one, whatever happens in between.</summary>
internal static class BulbBoxEndsNow
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in to the shop", "But no more bulbs please, stop the box today."));
        await stage.CancelAsync(new CancellationRequest
        {
            RequestId = "T-1001-bulb-box",
            Customer = await stage.MayaAsync(),
            Subscription = stage.Shop.BulbBox,
            Kind = CancellationKind.Now,
            Refund = CancellationRefund.Prorated,
            Actor = Stage.Agent,
        });
    }
}
