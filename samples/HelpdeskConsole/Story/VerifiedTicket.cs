using BillingContext.Customers;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>The customer's id came with the ticket, attached by the host's own code: nothing is guessed.</summary>
internal static class VerifiedTicket
{
    internal static async Task TellAsync(Stage stage)
    {
        var customData = $$$$"""{"integrations":{"stripe":{"customerId":"{{{{stage.Shop.Maya}}}}"}}}""";
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in to the shop", "Hi! Could you have a look at my last payments?", customData));

        var id = StripeCustomData.ReadCustomerId(customData)!.Value;
        var maya = await stage.Helpdesk.Customers.ResolveAsync(CustomerQuery.ForCustomer(id) with { Ticket = Stage.MayasTicket });
        stage.Screen.Show(PanelFact.Of(await stage.Helpdesk.Contexts.GetAsync(maya)));
    }
}
