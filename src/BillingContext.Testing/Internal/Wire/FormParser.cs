using System.Text;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>Reads <c>a=1&amp;b[c]=2&amp;d[]=3</c>, the only body Stripe's v1 takes: https://docs.stripe.com/api</summary>
internal static class FormParser
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const int MaximumBody = 1024 * 1024;
    private const int MaximumDepth = 16;
    private const int MaximumPairs = 1000;

    /// <summary>Query and body together; false when the body is no form, or beyond all measure.</summary>
    public static bool TryRead(WireRequest request, List<KeyValuePair<string, string>> pairs)
    {
        if (request.Body.Length > MaximumBody || !TryPairs(request.Query, pairs))
        {
            return false;
        }

        if (request.Body.Length == 0)
        {
            return true;
        }

        var type = request.Header("Content-Type") ?? FormType;
        return type.StartsWith(FormType, StringComparison.OrdinalIgnoreCase) && TryPairs(Encoding.UTF8.GetString(request.Body), pairs);
    }

    public static bool TryPairs(string text, List<KeyValuePair<string, string>> pairs)
    {
        foreach (var part in text.AsSpan().Split('&'))
        {
            var pair = text.AsSpan()[part];
            if (pair.IsEmpty)
            {
                continue;
            }

            if (pairs.Count == MaximumPairs)
            {
                return false;
            }

            var equals = pair.IndexOf('=');
            var key = equals < 0 ? pair : pair[..equals];
            var value = equals < 0 ? [] : pair[(equals + 1)..];
            pairs.Add(new(Decode(key), Decode(value)));
        }

        return true;
    }

    public static FormValue? Tree(List<KeyValuePair<string, string>> pairs)
    {
        var root = new FormValue();
        foreach (var (key, value) in pairs)
        {
            if (Place(root, key) is not { } place || !place.TrySet(value))
            {
                return null;
            }
        }

        return root;
    }

    private static FormValue? Place(FormValue root, string key)
    {
        var open = key.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0)
        {
            return open == 0 ? null : root.Grow(key);
        }

        var place = root.Grow(key[..open]);
        var depth = 0;
        while (open < key.Length && place is not null)
        {
            var close = key.IndexOf(']', open);
            if (key[open] != '[' || close < 0 || ++depth > MaximumDepth)
            {
                return null;
            }

            place = place.Grow(key[(open + 1)..close]);
            open = close + 1;
        }

        return place;
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
