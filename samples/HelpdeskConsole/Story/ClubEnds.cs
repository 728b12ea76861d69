using BillingContext.Subscriptions;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>The club ends with the month that is paid for: the agent sees the date before anything happens.</summary>
internal static class ClubEnds
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in to the shop", "Please cancel my club membership."));
        await stage.CancelAsync(new CancellationRequest
        {
            RequestId = "T-1001-club",
            Customer = await stage.MayaAsync(),
            Subscription = stage.Shop.Club,
            Actor = Stage.Agent,
        });
    }
}
