namespace BillingContext.Policies.Internal;

/// <summary>Looks for bounds that contradict each other: a rule that can never hold protects nobody.</summary>
internal static class Bounds
{
    private const int Nothing = 0;
    private const int SmallestRefund = 1;

    internal static void Check(IEnumerable<Condition> conditions, string when, Problems problems)
    {
        foreach (var group in conditions.Where(condition => condition.Operator != Operator.OneOf).GroupBy(condition => condition.Fact))
        {
            var path = $"{when}.{Words.Of(group.Key)}";
            Condition[] lower = [.. group.Where(condition => condition.IsLower)];
            Condition[] upper = [.. group.Where(condition => condition.IsUpper)];
            if (lower.Length > 1 || upper.Length > 1)
            {
                var both = lower.Length > 1 ? lower : upper;
                problems.InvalidValue(path, $"has both {Name(both[0])} and {Name(both[1])}. Keep one.");
            }
            else if (group.Key is Fact.Amount or Fact.Total)
            {
                CheckAmounts(lower.FirstOrDefault(), upper.FirstOrDefault(), path, problems);
            }
            else if (!Overlap(lower.FirstOrDefault(), Number(lower), upper.FirstOrDefault(), Number(upper), Nothing))
            {
                NeverHolds(path, problems);
            }
        }
    }

    private static void CheckAmounts(Condition? lower, Condition? upper, string path, Problems problems)
    {
        foreach (var currency in Currencies(lower).Union(Currencies(upper)))
        {
            var code = Words.Of(currency);
            if (lower is not null && upper is not null && Currencies(lower).Contains(currency) != Currencies(upper).Contains(currency))
            {
                var (has, lacks) = Currencies(lower).Contains(currency) ? (lower, upper) : (upper, lower);
                problems.InvalidValue(path, $"{Name(has)} has \"{code}\" but {Name(lacks)} has not, so the rule could never be decided in {currency}. Give both or neither.");
            }
            else if (!Overlap(lower, Limit(lower, currency), upper, Limit(upper, currency), SmallestRefund))
            {
                NeverHolds($"{path} ({code})", problems);
            }
        }
    }

    private static bool Overlap(Condition? lower, long from, Condition? upper, long to, long smallest)
    {
        var first = lower is null ? smallest : Math.Max(smallest, lower.Operator == Operator.Above ? from + 1 : from);
        return upper is null || first <= (upper.Operator == Operator.Below ? to - 1 : to);
    }

    private static void NeverHolds(string path, Problems problems) =>
        problems.Add("policy.never_holds", path, "no value can meet these bounds, so the rule could never hold. Mend the bounds or remove the rule.");

    private static IEnumerable<CurrencyCode> Currencies(Condition? condition) => condition?.Limits.Keys ?? Enumerable.Empty<CurrencyCode>();

    private static long Limit(Condition? condition, CurrencyCode currency) =>
        condition?.Limits.GetValueOrDefault(currency) ?? 0;

    private static long Number(Condition[] conditions) => conditions.FirstOrDefault()?.Number ?? 0;

    private static string Name(Condition condition) => Words.Of(condition.Fact, condition.Operator);
}
