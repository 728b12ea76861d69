namespace HelpdeskConsole.Facts;

/// <summary>What was asked, how sure we are who asks, and what may be said to somebody who is not verified.</summary>
internal sealed record QuestionFact(string Question, string Identity, Said ToTheCustomer) : Fact;
