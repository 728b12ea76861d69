using System.Text.Json;

namespace HelpdeskConsole.Tests;

/// <summary>Typed questions about the simulated shop.</summary>
public class AskTests
{
    [TestCase("why was my card charged twice?", null, "Duplicate (likely)")]
    [TestCase("why was my card charged twice?", null, "who asks is verified")]
    [TestCase("where is my refund for order 1042?", "jonas.weber@example.com", "Meant is pi_")]
    [TestCase("where is my refund for order 1042?", "jonas.weber@example.com", "OrderReference")]
    [TestCase("where is my refund for order 1042?", "jonas.weber@example.com", "Trace number for the bank: ")]
    [TestCase("where is my refund for order 1042?", "jonas.weber@example.com", "The identity is not verified")]
    [TestCase("Where is my refund?", "jonas.weber@example.com", "Made at Stripe on November 2, 2026")]
    [TestCase("what about my subscription?", null, "The next payment is $12.00")]
    [TestCase("is there a dispute?", null, "Do not refund: the bank decides")]
    public async Task A_question_is_answered_with_evidence(string question, string? email, string answer)
    {
        var printed = await Printed.ByAsync(["ask", question, .. email is null ? Array.Empty<string>() : ["--as", email]]);

        Assert.That(printed.ExitCode, Is.Zero, printed.Output);
        Assert.That(string.Join(' ', printed.Output.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)), Does.Contain(answer));
    }

    [Test]
    public async Task Nothing_of_an_account_is_put_into_words_for_somebody_unverified()
    {
        var printed = await Printed.ByAsync(["ask", "Where is my refund?", "--as", "jonas.weber@example.com"]);

        Assert.That(printed.Output.Split("to the customer:"), Has.Length.EqualTo(2));
        Assert.That(printed.Output, Does.Not.Contain("Your refund"));
    }

    [TestCase("where is my refund for order 9999?", "nobody@example.com")]
    [TestCase("what is the weather like?", null)]
    public async Task What_cannot_be_answered_is_said(string question, string? email)
    {
        var printed = await Printed.ByAsync(["ask", question, .. email is null ? Array.Empty<string>() : ["--as", email]]);

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Output, Is.Not.Empty);
    }

    [Test]
    public async Task In_JSON_the_evidence_is_data()
    {
        var printed = await Printed.ByAsync(["ask", "why was my card charged twice?", "--json"]);

        var findings = printed.Lines.Select(line => JsonDocument.Parse(line).RootElement).Single(line => line.GetProperty("kind").GetString() == "explanation").GetProperty("findings");
        var duplicate = findings.EnumerateArray().First();
        Assert.That(duplicate.GetProperty("finding").GetString(), Is.EqualTo("Duplicate"));
        Assert.That(duplicate.GetProperty("refund").GetArrayLength(), Is.EqualTo(1));
        Assert.That(duplicate.GetProperty("evidence").EnumerateArray().Select(one => one.GetProperty("code").GetString()), Does.Contain("evidence.same_card"));
    }

    [TestCase("ask")]
    [TestCase("ask", "why?", "--as", "nobody")]
    [TestCase("--as", "one@example.com")]
    [TestCase("ask", "why?", "--store", "file.db")]
    public async Task What_is_not_understood_ends_with_2(params string[] args) => Assert.That((await Printed.ByAsync(args)).ExitCode, Is.EqualTo(2));
}
