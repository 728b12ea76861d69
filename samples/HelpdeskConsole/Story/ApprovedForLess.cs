using BillingContext;
using BillingContext.Refunds;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>A lead looks at what waits, and says yes to less: the yes holds for what was seen, and once.</summary>
internal static class ApprovedForLess
{
    private static readonly Actor Lead = Actor.Person("lead_3");

    internal static async Task TellAsync(Stage stage)
    {
        var waiting = (await stage.Helpdesk.Refunds.ListApprovalsAsync(MerchantId.Default)).Single();
        stage.Say($"{waiting.Actor} waits for {waiting.Amount} of {waiting.Payment}. {Lead} keeps 80.00 for the missing box, and says yes to the rest.");
        var yes = new ApprovalAnswer
        {
            Merchant = MerchantId.Default,
            RequestId = waiting.RequestId,
            Version = waiting.Version,
            By = Lead,
            Amount = Money.Of("usd", 400_00),
            Note = "Box is missing.",
        };

        // The assistant cannot say yes to itself.
        stage.Screen.Show(RefundFact.Of(waiting, await stage.Helpdesk.Refunds.ApproveAsync(yes with { By = waiting.Actor })));
        stage.Screen.Show(RefundFact.Of(waiting, await stage.Helpdesk.Refunds.ApproveAsync(yes)));
    }
}
