using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>https://docs.stripe.com/keys</summary>
internal sealed class ApiKey(string text, IReadOnlyCollection<string>? permissions)
{
    private HashSet<string>? _permissions = permissions is null ? null : Granted(permissions);

    public string Text { get; } = text;

    public bool Livemode { get; } = text.Contains("_live_", StringComparison.Ordinal);

    /// <summary>A secret key may do everything; a restricted one what it was given.</summary>
    public bool IsRestricted => _permissions is not null;

    public bool Revoked { get; set; }

    /// <summary>As Stripe's errors show a key: its kind and its last four characters.</summary>
    public string Masked => Mask(Text);

    public void SetPermissions(IReadOnlyCollection<string> slugs) => _permissions = Granted(slugs);

    public bool Allows(IReadOnlyList<Permission> anyOf)
        => _permissions is null || anyOf.Count == 0 || anyOf.Any(p => _permissions.Contains(p.Slug));

    public static string Mask(string key)
    {
        var kind = key.LastIndexOf('_', Math.Min(key.Length - 1, 8)) + 1;
        var shown = Math.Min(4, key.Length - kind);
        return key[..kind] + new string('*', key.Length - kind - shown) + key[^shown..];
    }

    // Write includes read; the older errors put "rak_" in front: https://docs.stripe.com/keys/restricted-api-keys
    private static HashSet<string> Granted(IEnumerable<string> slugs)
    {
        var granted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slug in slugs)
        {
            var plain = slug.StartsWith("rak_", StringComparison.Ordinal) ? slug[4..] : slug;
            granted.Add(plain);
            if (plain.EndsWith("_write", StringComparison.Ordinal))
            {
                granted.Add(plain[..^5] + "read");
            }
        }

        return granted;
    }
}
