using System.Diagnostics;
using System.Globalization;
using BillingContext.Refunds;

namespace BillingContext.Policies.Internal;

/// <summary>The language's words, each at the index of the enum value it names.</summary>
internal static class Words
{
    internal static readonly string[] Verdicts = ["deny", "needs_approval", "approve"];
    internal static readonly string[] Shares = ["partial", "full"];
    internal static readonly string[] Reasons = ["requested_by_customer", "duplicate", "fraudulent"];
    internal static readonly string[] Actors = ["assistant", "automation", "person"];
    internal static readonly string[] Identities = ["not_found", "ambiguous", "unverified", "confirmed", "verified"];

    internal static string Of(RefundVerdict verdict) => Verdicts[(int)verdict];

    internal static string Of(CurrencyCode currency) => currency.ToString().ToLower(CultureInfo.InvariantCulture);

    internal static string Of(Fact fact) => fact switch
    {
        Fact.Amount => "amount",
        Fact.Total => "total",
        Fact.Age => "age",
        Fact.EarlierRefunds => "earlierRefunds",
        Fact.Share => "share",
        Fact.Reason => "reason",
        Fact.Actor => "actor",
        Fact.Identity => "identity",
        Fact.PaymentMethod => "paymentMethod",
        _ => throw new UnreachableException(),
    };

    internal static string Of(Fact fact, Operator comparison) => (fact, comparison) switch
    {
        (Fact.Age, Operator.AtMost) => "withinDays",
        (Fact.Age, _) => "olderThanDays",
        (_, Operator.AtLeast) => "atLeast",
        (_, Operator.Above) => "above",
        (_, Operator.AtMost) => "atMost",
        (_, Operator.Below) => "below",
        _ => throw new UnreachableException(),
    };

    internal static string[] For(Fact fact) => fact switch
    {
        Fact.Share => Shares,
        Fact.Reason => Reasons,
        Fact.Actor => Actors,
        Fact.Identity => Identities,
        _ => throw new UnreachableException(),
    };
}
