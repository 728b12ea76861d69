using BillingContext;

namespace HelpdeskConsole.Story;

/// <summary>An alarm stops what no person asks for. A day later the assistant's limit is free again, and the switch still holds.</summary>
internal static class SwitchPulled
{
    internal static async Task TellAsync(Stage stage)
    {
        var stop = await stage.Helpdesk.Switch.StopAsync(
            MerchantId.Default, StoppedActions.Automatic, Actor.Automation("refund_alarm"), "more refunds by the assistant than on any other day");
        stage.Say($"{stop}.");
        await stage.RefundAsync(await LimitReached.RequestAsync(stage, "T-1001-scratch-again"));

        await stage.Helpdesk.Switch.ResumeAsync(MerchantId.Default, Actor.Person("lead_3"), "It was a batch of scratched lamps.");
        stage.Say("person:lead_3 lets it go on, and the same request is decided anew.");
        await stage.RefundAsync(await LimitReached.RequestAsync(stage, "T-1001-scratch-again"));
    }
}
