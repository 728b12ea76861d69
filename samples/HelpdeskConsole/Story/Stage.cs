using BillingContext;
using BillingContext.Answers;
using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Subscriptions;
using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;

namespace HelpdeskConsole.Story;

/// <summary>Where the scenes play: the shop, the helpdesk's services, and a screen to show it on.</summary>
internal sealed record Stage(Shop Shop, Helpdesk Helpdesk, IScreen Screen)
{
    /// <summary>The agent on duty.</summary>
    internal static Actor Agent { get; } = Actor.Person("agent_7");

    /// <summary>The shop's language model, which talks to customers by itself.</summary>
    internal static Actor Assistant { get; } = Actor.Assistant("lumi");

    internal static TicketReference MayasTicket { get; } = new("T-1001");

    internal static TicketReference JonassTicket { get; } = new("T-1002");

    /// <summary>Maya as the helpdesk knows her: signed in, so that her id is in the ticket's custom data.</summary>
    internal Task<CustomerResolution> MayaAsync() => Helpdesk.Customers.ResolveAsync(CustomerQuery.ForCustomer(Shop.Maya) with { Ticket = MayasTicket });

    internal void Say(string text) => Screen.Show(new NoteFact(text));

    /// <summary>Asks for a refund and shows what became of it.</summary>
    internal async Task<RefundResult> RefundAsync(RefundRequest request)
    {
        var result = await Helpdesk.Refunds.RefundAsync(request with { Ticket = request.Customer.Ticket });
        Screen.Show(RefundFact.Of(request, result));
        return result;
    }

    /// <summary>Says what a cancellation would come to, asks for it, and shows what became of it.</summary>
    internal async Task CancelAsync(CancellationRequest request)
    {
        var ticketed = request with { Ticket = request.Customer.Ticket };
        var preview = await Helpdesk.Subscriptions.PreviewAsync(ticketed);
        Screen.Show(CancellationFact.Of(ticketed, preview, await Helpdesk.Subscriptions.CancelAsync(ticketed)));
    }

    /// <summary>Reads a payment anew and shows where its refund is.</summary>
    internal async Task ShowTimelineAsync(CustomerResolution customer, PaymentId id)
    {
        var payment = await Helpdesk.Contexts.GetPaymentAsync(customer, id);
        var now = Shop.Clock.GetUtcNow();
        Screen.Show(TimelineFact.Of(RefundTimeline.Of(payment!, now)[0], now, forCustomer: true));
    }
}
