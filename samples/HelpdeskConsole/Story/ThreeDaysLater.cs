using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>By now the bank has a number with which it finds the refund.</summary>
internal static class ThreeDaysLater
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in to the shop, three days later", "Where is my refund? I do not see it."));
        await stage.ShowTimelineAsync(await stage.MayaAsync(), stage.Shop.LampAgain);
        stage.Say("The agent passes on the trace number: with it the bank finds the refund.");
    }
}
