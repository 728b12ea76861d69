using BillingContext;
using BillingContext.Payments;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>Everything that was decided and done, by whom and why; and what Stripe saw of it.</summary>
internal static class AuditLog
{
    private const int Lines = 100;

    internal static async Task TellAsync(Stage stage)
    {
        var lines = await stage.Helpdesk.Store.ReadAuditAsync(MerchantId.Default, after: 0, Lines, CancellationToken.None);
        stage.Screen.Show(AuditFact.Of([.. lines.Select(line => line.Read())]));

        var requests = stage.Shop.Stripe.Requests;
        var refunds = stage.Shop.Stripe.Account.Refunds;
        var ours = refunds.Count(refund => refund.Metadata.ContainsKey(Refund.RequestIdMetadataKey));
        stage.Screen.Show(new StripeCallsFact(
            requests.Count(request => request.Method == "GET"),
            requests.Count(request => request.Method == "POST"),
            ours,
            refunds.Count - ours));
    }
}
