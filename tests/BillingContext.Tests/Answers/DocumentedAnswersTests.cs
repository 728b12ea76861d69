using BillingContext.Answers;

namespace BillingContext.Tests.Answers;

/// <summary>docs/answers.md says what the code says.</summary>
internal sealed class DocumentedAnswersTests
{
    [Test]
    public void Every_answer_is_documented_word_for_word_and_nothing_else_is()
    {
        var documented = Document().SkipWhile(line => line != "## The codes").Where(line => line.StartsWith("| `", StringComparison.Ordinal));

        var rows = AnswerPhrases.English.Codes.Select(code => $"| `{code}` | {AnswerPhrases.English[code].ForAgent} | {AnswerPhrases.English[code].ForCustomer} |");

        Assert.That(documented, Is.EquivalentTo(rows));
    }

    private static string[] Document()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "BillingContext.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return File.ReadAllLines(Path.Combine(directory, "docs", "answers.md"));
    }
}
