using System.Text.Json;
using System.Text.RegularExpressions;
using BillingContext.Customers;
using BillingContext.Policies.Internal;
using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>docs/policies.md and its schema tell the truth.</summary>
internal sealed partial class DocumentationTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Docs = Path.Combine(Root, "docs");
    private static readonly string Page = File.ReadAllText(Path.Combine(Docs, "policies.md"));
    private static readonly string Example = JsonBlock().Match(Page).Groups[1].Value;

    [Test]
    public void The_example_means_the_same_in_Csharp()
    {
        var policy = RefundPolicy.Create(RefundVerdict.NeedsApproval, policy => policy
            .InTimeZone("America/New_York")
            .Approve("small and recent", when => when
                .TotalAtMost(Money.Of("usd", 150_00), Money.Of("eur", 140_00), Money.Of("jpy", 20_000))
                .WithinDays(30)
                .IdentityIs(ResolutionStatus.Verified, ResolutionStatus.Confirmed))
            .RequireApproval("assistants ask about partial refunds", when => when.ActorIs(ActorKind.Assistant).Partial())
            .Deny("too old", when => when.OlderThanDays(120)));

        Assert.That(RefundPolicy.Parse(Example).ToJson(), Is.EqualTo(policy.ToJson()));
        Assert.That(Squeeze(Page), Does.Contain(Squeeze(CodeBlock().Match(File.ReadAllText(Path.Combine(Root, "tests", "BillingContext.Policies.Tests", "DocumentationTests.cs"))).Value)));
    }

    [TestCase("2026-06-01T00:00:00-04:00", 30, "2026-07-02T03:59:59.9999999Z")]
    [TestCase("2026-06-01T23:59:00-04:00", 30, "2026-07-02T03:59:59.9999999Z")]
    [TestCase("2026-10-25T12:00:00-04:00", 14, "2026-11-09T04:59:59.9999999Z")]
    [TestCase("2028-02-28T12:00:00-05:00", 30, "2028-03-30T03:59:59.9999999Z")]
    public void The_table_of_days_is_right(string paidAt, int days, string lastMoment)
    {
        var policy = Some.Policy($$$"""{"age":{"withinDays":{{{days}}}}}""", timeZone: "America/New_York");
        var facts = Some.Facts() with { PaidAt = DateTimeOffset.Parse(paidAt, null), Now = DateTimeOffset.Parse(lastMoment, null) };

        Assert.That(policy.Evaluate(in facts).Verdict, Is.EqualTo(RefundVerdict.Approved));
        Assert.That(policy.Evaluate(facts with { Now = facts.Now.AddTicks(1) }).Verdict, Is.EqualTo(RefundVerdict.NeedsApproval));
    }

    [Test]
    public void The_printed_reasons_are_real()
    {
        var paidAt = The.PaymentTime;
        var facts = Some.Facts(The.Usd(180)) with { PaidAt = paidAt, Now = paidAt.AddDays(130) };

        var decision = RefundPolicy.Parse(Example).Evaluate(in facts);

        Assert.That(decision.Reasons.Select(reason => $"{reason.Rule}: {reason.Message}"), Has.Some.EqualTo(
            "too old: Paid 130 days ago, more than 120 (last day was 2026-09-29, America/New_York)."));
        Assert.That(Page, Does.Contain("Paid 130 days ago, more than 120 (last day was 2026-09-29, America/New_York)."));
        Assert.That(decision.Reasons.Single(reason => reason.Rule == "small and recent").Message, Does.StartWith(
            "180.00 USD, earlier refunds included, is above 150.00 USD; paid 130 days ago; the rule allows 30 ("));
    }

    [Test]
    public void The_schema_knows_the_same_words()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Docs, "refund-policy.schema.json")));
        var rule = schema.RootElement.GetProperty("properties").GetProperty("rules").GetProperty("items").GetProperty("properties");
        var when = rule.GetProperty("when").GetProperty("properties");

        Assert.That(when.EnumerateObject().Select(field => field.Name), Is.EqualTo(Enum.GetValues<Fact>().Select(Words.Of)));
        Assert.That(Strings(schema.RootElement.GetProperty("$defs").GetProperty("verdict")), Is.EqualTo(Words.Verdicts));
        Assert.That(Strings(when.GetProperty("share")), Is.EqualTo(Words.Shares));
        foreach (var fact in new[] { Fact.Reason, Fact.Actor, Fact.Identity })
        {
            Assert.That(Strings(when.GetProperty(Words.Of(fact)).GetProperty("items")), Is.EqualTo(Words.For(fact)));
        }

        static IEnumerable<string?> Strings(JsonElement element) => element.GetProperty("enum").EnumerateArray().Select(word => word.GetString());
    }

    private static string Squeeze(string text) => Blanks().Replace(text, " ");

    private static string FindRoot()
    {
        var directory = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(directory, "BillingContext.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return directory;
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"var policy = RefundPolicy\.Create.*?120\)\)\);", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
