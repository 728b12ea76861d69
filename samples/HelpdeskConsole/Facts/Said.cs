using System.Globalization;
using BillingContext.Answers;

namespace HelpdeskConsole.Facts;

/// <summary>An answer in the sample's words: English, as written in the United States.</summary>
internal sealed record Said(string Code, string ForAgent, string ForCustomer)
{
    private static readonly AnswerWriter Writer = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    internal static Said Of(Answer answer) => new(answer.Code, Writer.ForAgent(answer), Writer.ForCustomer(answer));
}
