namespace HelpdeskConsole.Facts;

/// <summary>What the helpdesk knows when a ticket opens.</summary>
/// <param name="Ticket">The helpdesk's number.</param>
/// <param name="KnownBy">What ties the ticket to a customer.</param>
/// <param name="Message">What the customer wrote.</param>
/// <param name="CustomData">What the host attached, if anything.</param>
internal sealed record TicketFact(string Ticket, string KnownBy, string Message, string? CustomData = null) : Fact;
