using BillingContext;
using BillingContext.Audit;
using BillingContext.Customers;
using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;
using HelpdeskConsole.Story;
using Microsoft.Extensions.DependencyInjection;

namespace HelpdeskConsole.Auditing;

/// <summary>What an auditor asks when the story's day is over.</summary>
internal static class AuditOfTheDay
{
    /// <returns>Whether any line is what was asked for.</returns>
    internal static async Task<bool> ShowAsync(AuditQuery query, IScreen screen)
    {
        var shop = SeedShop.Open();
        await using var services = Registration.ForStory(shop.Stripe);
        await TheDay.TellAsync(shop, services, new NoScreen());
        var helpdesk = services.GetRequiredService<Helpdesk>();
        var lines = query == new AuditQuery() ? helpdesk.Audit.ReadAsync(MerchantId.Default) : helpdesk.Audit.FindAsync(MerchantId.Default, query);
        var found = await lines.ToListAsync();
        screen.Show(found.Count > 0 ? AuditStoriesFact.Of(found) : new NoteFact("No line of the log is so."));
        screen.Show(await ReportAsync(shop, helpdesk));
        return found.Count > 0;
    }

    /// <summary>From the shop's opening until now.</summary>
    internal static async Task<AuditReportFact> ReportAsync(Shop shop, Helpdesk helpdesk)
    {
        var maya = await helpdesk.Customers.ResolveAsync(CustomerQuery.ForCustomer(shop.Maya));
        return AuditReportFact.Of(await helpdesk.Audit.ReportAsync(maya.Scope, SeedShop.Morning, shop.Clock.GetUtcNow().AddMinutes(1)));
    }
}
