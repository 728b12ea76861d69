using System.Globalization;
using BillingContext.Answers;

namespace HelpdeskConsole.Facts;

/// <summary>An answer in the sample's words: English, as written in the United States.</summary>
internal sealed record Said(string Code, string ForAgent, string? ForCustomer)
{
    internal static readonly AnswerWriter Writer = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    /// <param name="answer">The answer.</param>
    /// <param name="forCustomer">Whether who asks is verified: to anybody else nothing of it may be said.</param>
    internal static Said Of(Answer answer, bool forCustomer) => new(answer.Code, Writer.ForAgent(answer), forCustomer ? Writer.ForCustomer(answer) : null);
}
