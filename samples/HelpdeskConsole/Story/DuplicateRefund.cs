using BillingContext;
using BillingContext.Customers;
using BillingContext.Refunds;

namespace HelpdeskConsole.Story;

/// <summary>The second payment for the lamp goes back: the policy allows it, and nobody else has to.</summary>
internal static class DuplicateRefund
{
    internal const string RequestId = "T-1001-duplicate";

    internal static async Task TellAsync(Stage stage)
    {
        var maya = await stage.MayaAsync();
        await stage.RefundAsync(Request(maya, stage.Shop.LampAgain));
        await stage.ShowTimelineAsync(maya, stage.Shop.LampAgain);
    }

    /// <summary>The same every time it is built, so that asking twice is one refund.</summary>
    internal static RefundRequest Request(CustomerResolution customer, PaymentId lampAgain) => new()
    {
        RequestId = RequestId,
        Customer = customer,
        Payment = lampAgain,
        Reason = RefundReason.Duplicate,
        Actor = Stage.Agent,
        Note = "Checkout page was sent twice.",
    };
}
