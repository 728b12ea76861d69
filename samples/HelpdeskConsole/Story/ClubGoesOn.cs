using BillingContext.Subscriptions;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>Until the period is over, a cancellation can be taken back.</summary>
internal static class ClubGoesOn
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in to the shop", "Oh, the club discount! I keep it after all."));
        await stage.CancelAsync(new CancellationRequest
        {
            RequestId = "T-1001-club-undo",
            Customer = await stage.MayaAsync(),
            Subscription = stage.Shop.Club,
            Kind = CancellationKind.Undo,
            Actor = Stage.Agent,
        });
    }
}
