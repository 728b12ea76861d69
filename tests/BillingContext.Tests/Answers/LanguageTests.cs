using System.Globalization;
using BillingContext.Answers;
using BillingContext.Answers.Internal;

namespace BillingContext.Tests.Answers;

/// <summary>A language is whole, or a list says what it lacks.</summary>
internal sealed class LanguageTests
{
    private readonly Dictionary<string, AnswerPhrase> sentences = EnglishPhrases.All.ToDictionary(phrase => phrase.Key, phrase => Shouted(phrase.Value));
    private readonly Dictionary<string, string> words = EnglishWords.All.ToDictionary(word => word.Key, word => word.Value.ToUpperInvariant());

    [Test]
    public void A_whole_language_has_no_problems_and_every_word_of_it_is_said()
    {
        Assert.That(AnswerPhrases.Check(sentences, words), Is.Empty);

        var writer = new AnswerWriter(AnswerPhrases.ForLanguage(sentences, words), CultureInfo.InvariantCulture);
        foreach (var code in AnswerPhrases.English.Codes)
        {
            // Without its facts, so that what is left is ours.
            var answer = new Answer { Code = code };
            Assert.That((string[])[writer.ForAgent(answer), writer.ForCustomer(answer)], Has.None.Matches("[a-z]"), code);
        }
    }

    [Test]
    public void Everything_is_missing_from_nothing()
    {
        var problems = AnswerPhrases.Check(new Dictionary<string, AnswerPhrase>(), new Dictionary<string, string>());

        Assert.That(problems.Select(problem => problem.Code), Is.EqualTo([.. AnswerPhrases.English.Codes, .. EnglishWords.All.Keys.Order(StringComparer.Ordinal)]));
        Assert.That(problems.Select(problem => problem.Message), Has.Some.EqualTo("It is missing. In English: 'Sent to the customer's bank.' and for the customer 'It was sent to your bank.'"));
        Assert.That(problems.Select(problem => problem.ToString()), Has.Some.EqualTo("failure_reason.declined: It is missing. In English: 'the bank declined it'"));
    }

    [TestCase("{amount} of {made_on}.", "{amount} of {latest}.", "ForCustomer names {latest}. It can name {amount}, {made_on}.", TestName = "A fact the answer does not have")]
    [TestCase("{amount}: {reason}.", "{reason}.", "ForCustomer names {reason}. It can name {amount}, {made_on}.", TestName = "A fact that is not for customers")]
    [TestCase("{Amount}.", "{amount}.", "ForAgent names {Amount}. It can name {amount}, {made_on}, {reason}.", TestName = "A fact in another case")]
    [TestCase("{amount", "{amount}.", "ForAgent has a brace that is not closed: '{amount'", TestName = "A brace that is not closed")]
    [TestCase("{amount}.", " ", "ForCustomer is empty.", TestName = "An empty sentence")]
    [TestCase("{amount}.", null, "ForCustomer is empty.", TestName = "No sentence")]
    public void A_wrong_sentence_is_listed(string forAgent, string? forCustomer, string problem)
    {
        var phrase = new AnswerPhrase(forAgent, forCustomer!);
        sentences["refund.failed"] = phrase;

        Assert.That(AnswerPhrases.Check(sentences, words), Is.EqualTo(new[] { new AnswerPhraseProblem("refund.failed", problem) }));
        Assert.That(() => AnswerPhrases.English.With("refund.failed", phrase), Throws.ArgumentException.With.Message.StartsWith("refund.failed: " + problem));
    }

    [Test]
    public void An_answer_with_nothing_to_name_says_so()
    {
        sentences["refund.step.sent"] = new AnswerPhrase("Weg.", "{amount} weg.");

        Assert.That(AnswerPhrases.Check(sentences, words).Single().Message, Is.EqualTo("ForCustomer names {amount}. It can name nothing."));
    }

    [Test]
    public void All_that_is_wrong_is_listed_in_order_and_in_the_message()
    {
        sentences["refund.sent"] = new AnswerPhrase("{one} {two}", "{one}");
        sentences["refund.snet"] = new AnswerPhrase("Sent.", "Sent.");
        sentences.Remove("charges.renewal");
        words.Remove("plans.same");
        words["decline.unknown"] = "";
        words["decline.a_word_of_the_host"] = "is welcome";

        var problems = AnswerPhrases.Check(sentences, words);

        Assert.That(
            problems.Select(problem => problem.Code),
            Is.EqualTo(new[] { "charges.renewal", "refund.sent", "refund.sent", "refund.sent", "refund.snet", "decline.unknown", "plans.same" }));
        Assert.That(
            Assert.Throws<ArgumentException>(() => AnswerPhrases.ForLanguage(sentences, words))!.Message,
            Does.StartWith("The phrases are no whole language, for 7 reasons:").And.Contain(string.Join('\n', problems)));
    }

    /// <summary>In capitals, but for the names of facts.</summary>
    private static AnswerPhrase Shouted(AnswerPhrase phrase) => new(Shouted(phrase.ForAgent), Shouted(phrase.ForCustomer));

    private static string Shouted(string template) =>
        string.Concat(template.Split('{').Select((part, at) => at == 0 ? part.ToUpperInvariant() : "{" + part[..part.IndexOf('}')] + part[part.IndexOf('}')..].ToUpperInvariant()));
}
