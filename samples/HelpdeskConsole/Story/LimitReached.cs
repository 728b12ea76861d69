using BillingContext;
using BillingContext.Refunds;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>The assistant may give one refund by itself in a conversation and day, whatever the policy says to each.</summary>
internal static class LimitReached
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in, talking to the shop's assistant", "The lamp came with a scratch. Can I have something off?"));
        foreach (var requestId in new[] { "T-1001-scratch", "T-1001-scratch-again" })
        {
            await stage.RefundAsync(await RequestAsync(stage, requestId));
        }
    }

    /// <summary>Five dollars off the first lamp.</summary>
    internal static async Task<RefundRequest> RequestAsync(Stage stage, string requestId) => new()
    {
        RequestId = requestId,
        Customer = await stage.MayaAsync(),
        Payment = stage.Shop.Lamp,
        Amount = Money.Of("usd", 5_00),
        Actor = Stage.Assistant,
    };
}
