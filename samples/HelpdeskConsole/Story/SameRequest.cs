namespace HelpdeskConsole.Story;

/// <summary>The same request again, by a double click or a retry, is the same refund.</summary>
internal static class SameRequest
{
    internal static async Task TellAsync(Stage stage) =>
        await stage.RefundAsync(DuplicateRefund.Request(await stage.MayaAsync(), stage.Shop.LampAgain));
}
