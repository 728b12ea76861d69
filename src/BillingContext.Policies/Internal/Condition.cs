namespace BillingContext.Policies.Internal;

/// <summary>One condition while a policy is being written or read.</summary>
internal sealed class Condition(Fact fact, Operator comparison)
{
    internal Fact Fact => fact;

    internal Operator Operator => comparison;

    /// <summary>Days, a count, or a bit for each word.</summary>
    internal long Number { get; set; }

    /// <summary>Minor units for each currency.</summary>
    internal Dictionary<CurrencyCode, long> Limits { get; } = [];

    internal HashSet<string> Methods { get; } = [];

    internal bool IsLower => comparison is Operator.AtLeast or Operator.Above;

    internal bool IsUpper => comparison is Operator.AtMost or Operator.Below;
}
