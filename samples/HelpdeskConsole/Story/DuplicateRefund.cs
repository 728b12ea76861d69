using BillingContext.Customers;
using BillingContext.Refunds;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>The duplicate goes back; three days later the bank's trace number is there.</summary>
internal static class DuplicateRefund
{
    private static readonly TimeSpan UntilTraced = TimeSpan.FromDays(3);

    internal static async Task TellAsync(Stage stage)
    {
        var maya = await stage.MayaAsync();
        var result = await stage.RefundAsync(Request(maya, stage));
        await ShowTimelineAsync(stage, maya, result);

        stage.Shop.Clock.Advance(UntilTraced);
        stage.Say("Three days later Maya asks: “Where is my refund?”");
        await ShowTimelineAsync(stage, maya, result);
    }

    /// <summary>The same every time it is built, so that asking twice is one refund.</summary>
    internal static RefundRequest Request(CustomerResolution customer, Stage stage) => new()
    {
        RequestId = "T-1001-duplicate",
        Customer = customer,
        Payment = stage.Shop.LampAgain,
        Reason = RefundReason.Duplicate,
        Actor = Stage.Agent,
        Note = "Checkout page was sent twice.",
    };

    private static async Task ShowTimelineAsync(Stage stage, CustomerResolution customer, RefundResult result)
    {
        var payment = await stage.Helpdesk.Contexts.GetPaymentAsync(customer, stage.Shop.LampAgain);
        var refund = payment!.Refunds.Single(made => made.Id == result.Refund);
        stage.Screen.Show(TimelineFact.Of(refund, payment, stage.Shop.Clock.GetUtcNow()));
    }
}
