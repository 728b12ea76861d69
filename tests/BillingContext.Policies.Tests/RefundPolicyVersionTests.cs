using BillingContext.Customers;
using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>One meaning, one version: in JSON or C#, in whatever order and layout.</summary>
internal sealed class RefundPolicyVersionTests
{
    private const string Everything = """
        {
          "rules": [
            { "when": { "paymentMethod": ["sepa_debit", "card"], "identity": ["verified", "confirmed"], "actor": ["person", "automation"],
                        "reason": ["duplicate", "requested_by_customer"], "share": "full", "earlierRefunds": { "above": 1, "atMost": 3 },
                        "age": { "withinDays": 30, "olderThanDays": 7 },
                        "total": { "below": { "JPY": "20000", "usd": "200" }, "atLeast": { "usd": "1.5", "jpy": "1" } },
                        "amount": { "atMost": { "usd": "150.0", "kwd": "45.5" }, "above": { "kwd": "0", "usd": "0.99" } } },
              "verdict": "approve", "name": "crème brûlée" },
            { "name": "by assistants", "verdict": "needs_approval", "when": { "actor": ["assistant"] } }
          ],
          "timeZone": "Europe/Berlin", "default": "deny", "version": 1
        }
        """;

    private static readonly string Canonical = """
        {"version":1,"default":"deny","timeZone":"Europe/Berlin","rules":[
        {"name":"by assistants","verdict":"needs_approval","when":{"actor":["assistant"]}},
        {"name":"cr\u00E8me br\u00FBl\u00E9e","verdict":"approve","when":{
        "amount":{"above":{"kwd":"0.000","usd":"0.99"},"atMost":{"kwd":"45.500","usd":"150.00"}},
        "total":{"atLeast":{"jpy":"1","usd":"1.50"},"below":{"jpy":"20000","usd":"200.00"}},
        "age":{"olderThanDays":7,"withinDays":30},
        "earlierRefunds":{"above":1,"atMost":3},
        "share":"full",
        "reason":["requested_by_customer","duplicate"],
        "actor":["automation","person"],
        "identity":["confirmed","verified"],
        "paymentMethod":["card","sepa_debit"]}}]}
        """.ReplaceLineEndings("");

    [Test]
    public void Writes_one_canonical_text() => Assert.That(RefundPolicy.Parse(Everything).ToJson(), Is.EqualTo(Canonical));

    [Test]
    public void The_canonical_text_reads_back_to_itself()
    {
        var policy = RefundPolicy.Parse(Canonical);

        Assert.That(policy.ToJson(), Is.EqualTo(Canonical));
        Assert.That(policy.Version, Is.EqualTo(RefundPolicy.Parse(Everything).Version));
    }

    [Test]
    public void Csharp_and_JSON_have_one_version()
    {
        var policy = RefundPolicy.Create(RefundVerdict.Denied, policy => policy
            .InTimeZone("Europe/Berlin")
            .Approve("crème brûlée", when => when
                .AmountAtMost(The.Usd(150), Money.Of("kwd", 45_500)).AmountAbove(The.Usd(0.99m), Money.Of("kwd", 0))
                .TotalBelow(The.Usd(200), Money.Of("jpy", 20_000)).TotalAtLeast(The.Usd(1.5m)).TotalAtLeast(Money.Of("jpy", 1))
                .WithinDays(30).OlderThanDays(7)
                .EarlierRefundsAbove(1).EarlierRefundsAtMost(3)
                .Full()
                .ReasonIs(RefundReason.Duplicate, RefundReason.RequestedByCustomer)
                .ActorIs(ActorKind.Person, ActorKind.Automation)
                .IdentityIs(ResolutionStatus.Verified, ResolutionStatus.Confirmed)
                .PaymentMethodIs("sepa_debit", "card"))
            .RequireApproval("by assistants", when => when.ActorIs(ActorKind.Assistant)));

        Assert.That(policy.ToJson(), Is.EqualTo(Canonical));
    }

    // Audit rows and pending approvals hold versions: a release that changes this line changes the meaning of all of them.
    [Test]
    public void A_version_stays_the_same_from_release_to_release() =>
        Assert.That(The.SmallAndRecent.Version, Is.EqualTo("sha256:0964c5e117325b71f433b8d32320808e"));

    [TestCase("""{"share":"full"}""", """{"share":"partial"}""")]
    [TestCase("""{"amount":{"atMost":{"usd":"1"}}}""", """{"amount":{"atMost":{"usd":"1.01"}}}""")]
    [TestCase("""{"amount":{"atMost":{"usd":"1"}}}""", """{"amount":{"below":{"usd":"1"}}}""")]
    [TestCase("""{"amount":{"atMost":{"usd":"1"}}}""", """{"total":{"atMost":{"usd":"1"}}}""")]
    [TestCase("""{"amount":{"atMost":{"usd":"1"}}}""", """{"amount":{"atMost":{"eur":"1"}}}""")]
    [TestCase("""{"age":{"withinDays":1}}""", """{"age":{"olderThanDays":1}}""")]
    [TestCase("""{"reason":["duplicate"]}""", """{"reason":["fraudulent"]}""")]
    [TestCase("""{"paymentMethod":["card"]}""", """{"paymentMethod":["card","klarna"]}""")]
    public void Another_meaning_is_another_version(string one, string other) =>
        Assert.That(Some.Policy(one).Version, Is.Not.EqualTo(Some.Policy(other).Version));

    [Test]
    public void Verdict_default_zone_and_name_are_part_of_the_meaning()
    {
        const string when = """{"share":"full"}""";
        string[] versions =
        [
            Some.Policy(when).Version,
            Some.Policy(when, verdict: "deny").Version,
            Some.Policy(when, @default: "deny").Version,
            Some.Policy(when, timeZone: "Europe/Berlin").Version,
            RefundPolicy.Parse(Some.Json(when).Replace("the rule", "a rule", StringComparison.Ordinal)).Version,
        ];

        Assert.That(versions, Is.Unique);
    }

    [Test]
    public void A_mistake_in_Csharp_has_the_path_it_would_have_in_JSON()
    {
        var problem = Assert.Throws<RefundPolicyException>(() => RefundPolicy.Create((RefundVerdict)7, policy => policy
            .InTimeZone("Nowhere")
            .Approve("a", when => when.Full().Partial())
            .Deny("a", _ => { })
            .Deny("b\u0000", when => when.AmountAtMost(Money.Of("usd", -1)).AmountAbove())
            .Deny("c", when => when.WithinDays(1).WithinDays(2).ActorIs((ActorKind)9).ReasonIs().PaymentMethodIs(null!, "x y"))
            .Deny("d", when => when.AmountAtMost(default(Money)).TotalAbove(Money.Of("usd", long.MaxValue)).TotalAtMost(The.Usd(1)).TotalAtMost(The.Usd(1)))));

        Assert.That(problem.Problems.Select(found => $"{found.Code} {found.Path}"), Is.EqualTo(new[]
        {
            "policy.invalid_value default",
            "policy.invalid_value timeZone",
            "policy.duplicate_field rules[0].when.share",
            "policy.duplicate_rule rules[1].name",
            "policy.invalid_value rules[2].name",
            "policy.invalid_value rules[2].when.amount.atMost.usd",
            "policy.invalid_value rules[2].when.amount.above",
            "policy.duplicate_field rules[3].when.age.withinDays",
            "policy.invalid_value rules[3].when.actor",
            "policy.invalid_value rules[3].when.actor",
            "policy.invalid_value rules[3].when.reason",
            "policy.invalid_value rules[3].when.paymentMethod",
            "policy.invalid_value rules[3].when.paymentMethod",
            "policy.invalid_value rules[4].when.amount.atMost.xxx",
            "policy.invalid_value rules[4].when.total.above.usd",
            "policy.duplicate_field rules[4].when.total.atMost.usd",
        }));
    }
}
