using BillingContext.Customers;
using BillingContext.Refunds;

namespace HelpdeskConsole.Story;

/// <summary>The second payment for the lamp goes back: the policy allows it, and nobody else has to.</summary>
internal static class DuplicateRefund
{
    internal static async Task TellAsync(Stage stage)
    {
        var maya = await stage.MayaAsync();
        await stage.RefundAsync(Request(maya, stage));
        await stage.ShowTimelineAsync(maya, stage.Shop.LampAgain);
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
}
