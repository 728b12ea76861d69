using System.Collections.ObjectModel;
using System.Globalization;
using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>A request whose key, route and parameters have been found good.</summary>
internal sealed class Call(Books books, Books? otherMode, string id, FormValue form, TimeSpan searchLag)
{
    public Books Books { get; } = books;

    /// <summary>The id in the path; empty where the route has none.</summary>
    public string Id { get; } = id;

    public TimeSpan SearchLag { get; } = searchLag;

    public bool Has(string name) => form[name] is not null;

    public string? Text(string name) => form[name]?.Text;

    public string? Text(string hash, string name) => form[hash]?[name]?.Text;

    /// <summary>A value after this call: given it is set, given empty it is removed.</summary>
    public string? Changed(string name, string? before)
        => Text(name) is not { } text ? before : text.Length == 0 ? null : text;

    /// <summary>The hashes of an array, <c>items[0][price]</c> say.</summary>
    public IReadOnlyList<FormValue> Hashes(string name) => [.. form[name]?.Children.Values ?? []];

    /// <summary>A parameter as it came, to be read further down.</summary>
    public FormValue? Value(string name) => form[name];

    public bool Flag(string name) => Text(name) == "true";

    public long? Integer(string name) => Number(Text(name));

    public IEnumerable<string> Texts(string name) => form[name]?.Children.Values.Select(v => v.Text!) ?? [];

    /// <summary>The bounds of a range parameter, both inclusive.</summary>
    public (long From, long To) Range(string name)
    {
        if (form[name] is not { } range)
        {
            return (long.MinValue, long.MaxValue);
        }

        if (Number(range.Text) is { } exact)
        {
            return (exact, exact);
        }

        var (above, below) = (Number(range["gt"]?.Text), Number(range["lt"]?.Text));
        var from = Math.Max(Number(range["gte"]?.Text) ?? long.MinValue, above is { } a && a < long.MaxValue ? a + 1 : long.MinValue);
        var to = Math.Min(Number(range["lte"]?.Text) ?? long.MaxValue, below is { } b && b > long.MinValue ? b - 1 : long.MaxValue);
        return (from, to);
    }

    /// <summary>Metadata after this call: given keys are set, empty values remove theirs: https://docs.stripe.com/api/metadata</summary>
    public IReadOnlyDictionary<string, string> Metadata(IReadOnlyDictionary<string, string> before)
    {
        if (form["metadata"] is not { } given)
        {
            return before;
        }

        return given.IsHash ? Hash("metadata", before) : ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>The texts of a hash after this call: given ones are set, empty ones removed.</summary>
    public IReadOnlyDictionary<string, string> Hash(string name, IReadOnlyDictionary<string, string> before)
    {
        var after = new OrderedDictionary<string, string>(before);
        foreach (var (key, value) in form[name]?.Children ?? ReadOnlyDictionary<string, FormValue>.Empty)
        {
            if (value.Text is { Length: > 0 } text)
            {
                after[key] = text;
            }
            else
            {
                after.Remove(key);
            }
        }

        return after;
    }

    /// <summary>An object of the other mode is named as such: https://docs.stripe.com/error-codes#resource-missing</summary>
    public StripeError NoSuch(string resource, string id, string param, int status)
    {
        var kind = Resources.Named(resource);
        var error = StripeError.NoSuch(kind.Noun, id, param, status);
        if (otherMode is null || kind.Find(otherMode, id) is null)
        {
            return error;
        }

        var (there, here) = Books.Livemode ? ("test", "live") : ("live", "test");
        return error with
        {
            Message = error.Message + $"; a similar object exists in {there} mode, but a {here} mode key was used to make this request.",
        };
    }

    private static long? Number(string? text) => text is null ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
