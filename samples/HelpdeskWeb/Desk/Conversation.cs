using BillingContext.Customers;

namespace HelpdeskWeb.Desk;

/// <summary>One ticket, and how its customer is known.</summary>
/// <param name="Id">The ticket's number.</param>
/// <param name="Subject">What it is about, as the customer wrote it.</param>
/// <param name="From">Who wrote, as they call themselves.</param>
/// <param name="Message">What they wrote.</param>
/// <param name="Query">By an id from the shop's own session, or only by what an e-mail claims.</param>
internal sealed record Conversation(string Id, string Subject, string From, string Message, CustomerQuery Query)
{
    /// <summary>Who it is, once that was found out: kept, because looking up an e-mail address asks Stripe twice.</summary>
    internal CustomerResolution? Customer { get; set; }
}
