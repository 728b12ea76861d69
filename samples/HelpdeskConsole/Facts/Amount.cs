using BillingContext;

namespace HelpdeskConsole.Facts;

/// <summary>An amount for people and for programs.</summary>
internal sealed record Amount(string Text, long MinorUnits, string Currency)
{
    internal static Amount Of(Money money) => new(money.ToString(), money.MinorUnits, money.Currency.ToString());

    /// <summary>Null for nothing and for zero.</summary>
    internal static Amount? OfSome(Money? money) => money is { IsZero: false } some ? Of(some) : null;
}
