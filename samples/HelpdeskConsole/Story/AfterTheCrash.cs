using BillingContext;
using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Storage;
using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.Story;

/// <summary>The program starts on a store that outlived it and settles what was open. Nobody can refund the lamp twice.</summary>
internal static class AfterTheCrash
{
    internal static async Task TellAsync(Incident incident, IServiceProvider services, IScreen screen)
    {
        var helpdesk = services.GetRequiredService<Helpdesk>();
        Begin(1, "found", "What the store says");
        screen.Show(await SettleAsync(services.GetRequiredService<IRefundReconciler>(), services.GetRequiredService<IBillingStore>()));

        Begin(2, "refund", "The duplicate is refunded, unless it was");
        var maya = await helpdesk.Customers.ResolveAsync(CustomerQuery.ForCustomer(incident.Maya) with { Ticket = Stage.MayasTicket });
        screen.Show(PanelFact.Of(await helpdesk.Contexts.GetAsync(maya)));
        await RefundAsync();

        Begin(3, "same-request", "The agent clicks twice");
        await RefundAsync();

        Begin(4, "audit", "The audit log");
        screen.Show(AuditFact.Of(await helpdesk.Audit.ReadAsync(MerchantId.Default).ToListAsync()));
        screen.Show(AuditCheckFact.Of(await helpdesk.Audit.VerifyAsync(MerchantId.Default)));

        void Begin(int number, string name, string title) => screen.Show(new SceneFact(name, number, title, incident.Clock.GetUtcNow()));

        async Task RefundAsync()
        {
            var request = DuplicateRefund.Request(maya, incident.LampAgain) with { Ticket = Stage.MayasTicket };
            screen.Show(RefundFact.Of(request, await helpdesk.Refunds.RefundAsync(request)));
        }
    }

    /// <summary>A host that runs as a service need not do this: its background does.</summary>
    private static async Task<FoundFact> SettleAsync(IRefundReconciler reconciler, IBillingStore store)
    {
        var restless = await reconciler.ListOpenAsync(MerchantId.Default);
        await reconciler.SweepAsync();
        var found = new List<FoundLine>();
        foreach (var intent in restless.Where(IsOpen))
        {
            var now = await store.GetRefundIntentAsync(MerchantId.Default, intent.RequestId, CancellationToken.None);
            found.Add(FoundLine.Of(intent, now!));
        }

        return new FoundFact(found);
    }

    /// <summary>Nobody knows whether it was made; the others only wait.</summary>
    private static bool IsOpen(RefundIntent intent) =>
        intent.State is RefundState.InProgress or RefundState.Unknown or RefundState.NeedsHuman;
}
