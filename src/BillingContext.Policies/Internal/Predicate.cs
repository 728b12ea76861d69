namespace BillingContext.Policies.Internal;

/// <summary>One condition, flat: what it looks at, how it compares, and with what.</summary>
/// <param name="Fact">What it looks at.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Limits">For amounts: where its row of <see cref="PolicyProgram.Limits"/> begins.</param>
/// <param name="Number">For the rest: days, a count, or a bit for each word that matches.</param>
internal readonly record struct Predicate(Fact Fact, Operator Operator, int Limits, long Number);
