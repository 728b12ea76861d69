using System.Globalization;
using BillingContext.Answers;

namespace BillingContext.Tests.Answers;

internal sealed class ChargeCaseTests
{
    private static readonly AnswerWriter English = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    [TestCaseSource(typeof(ChargeCase), nameof(ChargeCase.All))]
    public void A_case_is_explained_as_a_support_lead_expects(ChargeCase told)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var scene = new ChargeScene(told, seed);

            var explanation = ChargeExplanation.Of(scene.Context, new ChargeQuestion { OrderReferenceKeys = told.OrderKeys ?? [] });

            if (told.Expect is [{ Finding: "not_examined" }])
            {
                Assert.That((explanation.IsExamined, explanation.Answer.Code, explanation.Findings.Count), Is.EqualTo((false, "charges.not_examined", 0)));
                continue;
            }

            Assert.That(explanation.IsExamined);
            Assert.That(Actual(explanation, told, scene), Is.EquivalentTo(told.Expect.Select(expected => expected.Line())), $"seed {seed}");
        }
    }

    [TestCaseSource(typeof(ChargeCase), nameof(ChargeCase.All))]
    public void Everything_that_is_said_of_a_case_is_said_in_full(ChargeCase told)
    {
        var explanation = ChargeExplanation.Of(new ChargeScene(told, 0).Context);

        var said = explanation.Findings
            .SelectMany(finding => finding.Evidence.Append(finding.Answer).Append(finding.Question).OfType<Answer>())
            .Append(explanation.Answer)
            .SelectMany(answer => new[] { English.ForAgent(answer), English.ForCustomer(answer) });

        Assert.That(said, Has.All.Not.Contains("(not known)").And.All.Not.Contains("{"));
    }

    [Test]
    public void There_are_sixty_cases() => Assert.That(ChargeCase.All, Has.Count.GreaterThanOrEqualTo(60));

    private static IEnumerable<string> Actual(ChargeExplanation explanation, ChargeCase told, ChargeScene scene) =>
        from finding in explanation.Findings
        let kind = string.Concat(finding.Kind.ToString().Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()))
        let payments = finding.Payments.Select(scene.NameOf).ToList()
        let expected = told.Expect.FirstOrDefault(one => one.Finding == kind && one.Payments.SequenceEqual(payments))
        select new ChargeCase.Expected(
            kind,
            payments,
            expected is { Certainty: null } ? null : finding.Certainty,
            [.. finding.ToRefund.Select(scene.NameOf)],
            finding.ToKeep is { } kept ? scene.NameOf(kept) : null,
            [.. finding.ToRelease.Select(scene.NameOf)],
            finding.Question?.Code["ask.".Length..]).Line();
}
