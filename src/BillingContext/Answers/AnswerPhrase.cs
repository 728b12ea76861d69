namespace BillingContext.Answers;

/// <summary>The two sentences for an answer, with the names of facts in braces: <c>{amount} was sent back on {sent_on}.</c></summary>
/// <param name="ForAgent">For a person at the helpdesk: exact, with ids and what to do.</param>
/// <param name="ForCustomer">Fit to be sent to the customer as it is: nothing the merchant alone should know.</param>
public sealed record AnswerPhrase(string ForAgent, string ForCustomer);
