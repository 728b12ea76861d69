using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Testing;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>Only an e-mail address: the agent sees everything, but no money moves until the person is confirmed.</summary>
internal static class UnverifiedTicket
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.JonassTicket.Value, "by e-mail, not signed in", "The bulbs do not fit. Can I have my money back?"));

        // Stripe has a hiccup: the panel names what it could not read instead of showing "no subscriptions".
        stage.Shop.Stripe.Faults.Add(StripeFault.ServerError(applied: false, stored: false).WithShouldRetry(false).On(HttpMethod.Get, "/v1/subscriptions"));
        var jonas = await stage.Helpdesk.Customers.ResolveAsync(CustomerQuery.ForEmail(stage.Shop.JonasEmail) with { Ticket = Stage.JonassTicket });
        stage.Screen.Show(PanelFact.Of(await stage.Helpdesk.Contexts.GetAsync(jonas)));

        stage.Say("The agent tries to refund at once.");
        await stage.RefundAsync(Request(jonas, stage));

        const string Evidence = "Named the order number and the last four digits on the phone.";
        var confirmed = await stage.Helpdesk.Customers.ConfirmAsync(jonas, jonas.Candidates[0].Id, Stage.Agent, Evidence);
        stage.Screen.Show(ConfirmationFact.Of(jonas, confirmed, Stage.Agent, Evidence));
        await stage.RefundAsync(Request(confirmed, stage));
    }

    private static RefundRequest Request(CustomerResolution customer, Stage stage) => new()
    {
        RequestId = "T-1002-bulbs",
        Customer = customer,
        Payment = stage.Shop.Bulbs,
        Actor = Stage.Agent,
    };
}
