using BillingContext.Customers;
using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>Objects that are in order, for tests to put one thing wrong with.</summary>
internal static class Some
{
    /// <summary>A verified customer asks through a person for part of a large card payment, made twelve days ago.</summary>
    internal static RefundFacts Facts(Money? amount = null)
    {
        var asked = amount ?? The.Usd(20);
        return new RefundFacts
        {
            Now = The.Now,
            Scope = The.Scope,
            Identity = ResolutionStatus.Verified,
            Actor = ActorKind.Person,
            Amount = asked,
            Captured = new Money(1_000_000_000_000, asked.Currency),
            Refunded = Money.Zero(asked.Currency),
            PaidAt = The.PaymentTime,
            MethodType = "card",
        };
    }

    /// <summary>A policy of one rule, as JSON.</summary>
    internal static string Json(string when, string verdict = "approve", string @default = "needs_approval", string timeZone = "UTC") =>
        $$"""{"version":1,"default":"{{@default}}","timeZone":"{{timeZone}}","rules":[{"name":"the rule","verdict":"{{verdict}}","when":{{when}}}]}""";

    internal static RefundPolicy Policy(string when, string verdict = "approve", string @default = "needs_approval", string timeZone = "UTC") =>
        RefundPolicy.Parse(Json(when, verdict, @default, timeZone));
}
