using BillingContext.Answers;
using BillingContext.Payments;
using HelpdeskConsole.Facts;

namespace HelpdeskConsole.Story;

/// <summary>All attempts of one amount side by side, failed ones included: what a customer's bank shows is not always a payment.</summary>
internal static class ChargedTwice
{
    internal static async Task TellAsync(Stage stage)
    {
        stage.Screen.Show(new TicketFact(Stage.MayasTicket.Value, "signed in to the shop", "Why was my card charged twice for one lamp?"));

        var context = await stage.Helpdesk.Contexts.GetAsync(await stage.MayaAsync(), new PaymentContextRequest { IncludeAttempts = true, IncludeInvoices = true });
        var amount = context.Payments.First(payment => payment.Id == stage.Shop.Lamp).Amount;
        var alike = context.Attempts!.Where(attempt => attempt.Amount == amount).ToList();
        stage.Screen.Show(AttemptsFact.Of(context, alike));

        var took = alike.Where(attempt => attempt is { StripeStatus: "succeeded", IsCaptured: true }).ToList();
        stage.Say($"{alike.Count} attempts, {took.Count} of them took money. What that means is a question for the library:");
        stage.Screen.Show(ExplanationFact.Of(ChargeExplanation.Of(context, new ChargeQuestion { Amount = amount }), forCustomer: true));
    }
}
