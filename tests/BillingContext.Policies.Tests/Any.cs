using BillingContext.Customers;
using BillingContext.Refunds;
using FsCheck;
using FsCheck.Fluent;

namespace BillingContext.Policies.Tests;

/// <summary>Generators: policies and facts that meet each other near the edges.</summary>
internal static class Any
{
    private static readonly Gen<string> Limit = Gen.Elements("0.01", "50.00", "100.00", "150.00");

    // USD always has a number, EUR sometimes, JPY never: a rule in JPY is undecidable.
    private static readonly Gen<string> Limits =
        from usd in Limit
        from eur in Limit
        from both in Gen.Elements(true, false)
        select both ? $$"""{"usd":"{{usd}}","eur":"{{eur}}"}""" : $$"""{"usd":"{{usd}}"}""";

    private static readonly Gen<string> Condition = Gen.OneOf(
        from fact in Gen.Elements("amount", "total")
        from comparison in Gen.Elements("atMost", "above", "atLeast")
        from limits in Limits
        select $$$"""{"{{{fact}}}":{"{{{comparison}}}":{{{limits}}}}}""",
        from comparison in Gen.Elements("withinDays", "olderThanDays")
        from days in Gen.Choose(0, 40)
        select $$$"""{"age":{"{{{comparison}}}":{{{days}}}}}""",
        from comparison in Gen.Elements("atMost", "above")
        from count in Gen.Choose(0, 3)
        select $$$"""{"earlierRefunds":{"{{{comparison}}}":{{{count}}}}}""",
        Gen.Elements(
            """{"share":"full"}""", """{"share":"partial"}""", """{"reason":["duplicate"]}""", """{"actor":["person","automation"]}""",
            """{"actor":["assistant"]}""", """{"identity":["verified"]}""", """{"identity":["verified","confirmed"]}""", """{"paymentMethod":["card"]}"""));

    private static readonly Gen<string> When =
        from count in Gen.Choose(1, 3)
        from conditions in Gen.ArrayOf(Condition, count)
        select $"{{{string.Join(',', conditions.DistinctBy(text => text.Split('"')[1]).Select(text => text[1..^1]))}}}";

    internal static readonly Gen<RefundVerdict> Verdict = Gen.Elements(Enum.GetValues<RefundVerdict>());

    internal static readonly Gen<string[]> Rules =
        from count in Gen.Choose(0, 6)
        from verdicts in Gen.ArrayOf(Verdict, count)
        from whens in Gen.ArrayOf(When, count)
        select verdicts.Zip(whens).Select((rule, i) => Rule($"r{i}", rule.First, rule.Second)).ToArray();

    internal static readonly Gen<string> RestrictiveRule =
        from verdict in Gen.Elements(RefundVerdict.Denied)
        from when in When
        select Rule("added", verdict, when);

    internal static readonly Gen<RefundFacts> Facts =
        from currency in Gen.Elements("usd", "usd", "eur", "jpy")
        from amount in Gen.OneOf(Gen.Choose(-1, 200_00), Gen.Elements(1, 50_00, 50_01, 100_00, 150_00, 150_01))
        from captured in Gen.Elements(50_00, 150_00, 300_00)
        from refunded in Gen.Elements(0, 0, 1, 50_00)
        from hours in Gen.Choose(-1, 24 * 45)
        from count in Gen.Choose(0, 4)
        from reason in Gen.Elements(Enum.GetValues<RefundReason>())
        from actor in Gen.Elements(Enum.GetValues<ActorKind>())
        from identity in Gen.Elements(Enum.GetValues<ResolutionStatus>())
        from method in Gen.Elements("card", "klarna", null)
        from missing in Gen.Elements(MissingFacts.None, MissingFacts.None, MissingFacts.None, MissingFacts.Charge, MissingFacts.Refunds, MissingFacts.Disputes)
        select Some.Facts(Money.Of(currency, amount)) with
        {
            Captured = Money.Of(currency, captured),
            Refunded = Money.Of(currency, refunded),
            Now = The.PaymentTime.AddHours(hours),
            EarlierRefunds = count,
            Reason = reason,
            Actor = actor,
            Identity = identity,
            MethodType = method,
            Missing = missing,
        };

    internal static RefundPolicy Policy(RefundVerdict @default, IEnumerable<string> rules) => RefundPolicy.Parse(
        $$"""{"version":1,"default":"{{Word(@default)}}","timeZone":"Europe/Berlin","rules":[{{string.Join(',', rules)}}]}""");

    internal static void Holds<T>(Gen<T> gen, Func<T, bool> property, int times = 2_000) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(gen.ToArbitrary(), property));

    private static string Rule(string name, RefundVerdict verdict, string when) =>
        $$"""{"name":"{{name}}","verdict":"{{Word(verdict)}}","when":{{when}}}""";

    private static string Word(RefundVerdict verdict) => verdict switch
    {
        RefundVerdict.Denied => "deny",
        RefundVerdict.NeedsApproval => "needs_approval",
        _ => "approve",
    };
}
