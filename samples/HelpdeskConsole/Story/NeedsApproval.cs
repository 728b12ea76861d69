using BillingContext.Refunds;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>Too much for the policy's automatic yes, and asked for by an assistant.</summary>
internal static class NeedsApproval
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in, talking to the shop's assistant", "I would like to return the chandelier."));
        await stage.RefundAsync(new RefundRequest
        {
            RequestId = "T-1001-chandelier",
            Customer = await stage.MayaAsync(),
            Payment = stage.Shop.Chandelier,
            Actor = Stage.Assistant,
        });
    }
}
