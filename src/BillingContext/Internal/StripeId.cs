using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace BillingContext.Internal;

/// <summary>What every Stripe id has in common: characters that are safe in a URL, and a prefix that tells what it names.</summary>
/// <remarks>
/// Old accounts hold objects with ids of the merchant's own making, so a missing prefix is accepted; the prefix of
/// something else is a mistake worth catching before it reaches Stripe.
/// </remarks>
internal static class StripeId
{
    private const int MaxLength = 255;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly string[] KnownPrefixes =
        ["cus_", "pi_", "ch_", "py_", "re_", "dp_", "du_", "sub_", "in_", "acct_", "evt_", "seti_", "pm_", "sk_", "rk_", "pk_", "whsec_"];

    internal static bool IsPlain([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed);

    internal static string Require(string? value, params ReadOnlySpan<string> prefixes)
    {
        if (!IsPlain(value))
        {
            // The value is not repeated: whatever it is, it is no id, and may be anything a stranger typed.
            throw new ArgumentException($"Not a Stripe id: expected '{prefixes[0]}…', letters, digits and '_' only.", nameof(value));
        }

        foreach (var prefix in prefixes)
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal))
            {
                return value;
            }
        }

        foreach (var other in KnownPrefixes)
        {
            if (value.StartsWith(other, StringComparison.Ordinal))
            {
                throw new ArgumentException($"Expected an id that starts with '{prefixes[0]}', but this one starts with '{other}'.", nameof(value));
            }
        }

        return value;
    }
}
