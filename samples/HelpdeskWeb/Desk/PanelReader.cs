using BillingContext;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Subscriptions;

namespace HelpdeskWeb.Desk;

/// <summary>Reads what the panel shows. A context that nothing happened to comes from BillingContext's cache.</summary>
internal sealed class PanelReader(
    ICustomerResolver customers, IPaymentContextProvider contexts, IRefundService refunds, ISubscriptionService subscriptions)
{
    /// <summary>Without attempts and invoices nobody can tell whether something was charged twice. Warnings of fraud are one call more for each payment.</summary>
    private static readonly PaymentContextRequest Everything = new() { IncludeAttempts = true, IncludeInvoices = true, IncludeFraudWarnings = true };

    internal async Task<CustomerResolution> ResolveAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        if (conversation.Customer is { } known)
        {
            return known;
        }

        var found = await customers.ResolveAsync(conversation.Query with { Ticket = new TicketReference(conversation.Id) }, cancellationToken);
        conversation.Customer = found.Customer is null ? null : found;
        return found;
    }

    internal async Task<Panel> ReadAsync(Conversation conversation, Agent agent, CancellationToken cancellationToken)
    {
        var customer = await ResolveAsync(conversation, cancellationToken);
        var context = customer is { Customer: null, Payment: null } ? null : await contexts.GetAsync(customer, Everything, cancellationToken);
        var ticket = customer.Ticket;
        return new Panel(
            conversation,
            agent,
            customer,
            context,
            [.. (await refunds.ListApprovalsAsync(customer.Scope.Merchant, cancellationToken)).Where(waiting => waiting.Ticket == ticket)],
            [.. (await subscriptions.ListApprovalsAsync(customer.Scope.Merchant, cancellationToken)).Where(waiting => waiting.Ticket == ticket)]);
    }
}
