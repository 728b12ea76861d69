using BillingContext;
using BillingContext.Payments;
using HelpdeskConsole.Auditing;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>Everything that was decided and done, by whom and why; and what Stripe saw of it.</summary>
internal static class AuditLog
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(AuditFact.Of(await stage.Helpdesk.Audit.ReadAsync(MerchantId.Default).ToListAsync()));
        stage.Screen.Show(AuditCheckFact.Of(await stage.Helpdesk.Audit.VerifyAsync(MerchantId.Default)));
        stage.Screen.Show(await AuditOfTheDay.ReportAsync(stage.Shop, stage.Helpdesk));

        var requests = stage.Shop.Stripe.Requests;
        var refunds = stage.Shop.Stripe.Account.Refunds;
        var ours = refunds.Count(refund => refund.Metadata.ContainsKey(Refund.RequestIdMetadataKey));
        stage.Screen.Show(new StripeCallsFact(
            requests.Count(request => request.Method == "GET"),
            requests.Count(request => request is { Method: "POST", Path: "/v1/refunds" }),
            ours,
            refunds.Count - ours));
    }
}
