namespace BillingContext.Policies.Internal;

/// <summary>One condition, flat: what it looks at, how it compares, and with what.</summary>
/// <param name="Fact">What it looks at.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Number">Days, a count, or a bit for each word that matches.</param>
/// <param name="Start">Where its amounts or payment methods begin in the policy's table.</param>
/// <param name="Count">How many of them there are.</param>
internal readonly record struct Predicate(Fact Fact, Operator Operator, long Number, int Start, int Count);
