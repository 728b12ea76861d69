using System.Text.Json;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>Writes objects as one API version shows them, with the properties that were asked for expanded.</summary>
internal sealed class ObjectWriter(Utf8JsonWriter json, Books books, ApiVersion version, Expansion expansion)
{
    private Expansion? _here = expansion;

    public Utf8JsonWriter Json { get; } = json;

    public Books Books { get; } = books;

    public ApiVersion Version { get; } = version;

    public void Text(string name, string? value) => Json.WriteString(name, value);

    public void Number(string name, long? value)
    {
        if (value is { } number)
        {
            Json.WriteNumber(name, number);
        }
        else
        {
            Json.WriteNull(name);
        }
    }

    public void Flag(string name, bool value) => Json.WriteBoolean(name, value);

    public void Nulls(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Json.WriteNull(name);
        }
    }

    public void Texts(string name, params ReadOnlySpan<string> values)
    {
        Json.WriteStartArray(name);
        foreach (var value in values)
        {
            Json.WriteStringValue(value);
        }

        Json.WriteEndArray();
    }

    public void Metadata(IReadOnlyDictionary<string, string> metadata)
    {
        Json.WriteStartObject("metadata");
        foreach (var (key, value) in metadata)
        {
            Json.WriteString(key, value);
        }

        Json.WriteEndObject();
    }

    /// <summary>A hash within the object.</summary>
    public void Hash(string name, Action content)
    {
        Json.WriteStartObject(name);
        Inside(name, content);
        Json.WriteEndObject();
    }

    public void EmptyHash(string name)
    {
        Json.WriteStartObject(name);
        Json.WriteEndObject();
    }

    /// <summary>An id, or the object itself where it was asked for.</summary>
    public void Reference(string name, string? id, string resource)
    {
        if (id is not null && _here?.Child(name) is not null && Resources.Named(resource) is var kind && kind.Find(Books, id) is { } record)
        {
            Json.WritePropertyName(name);
            Inside(name, () => kind.Write(this, record));
        }
        else
        {
            Json.WriteString(name, id);
        }
    }

    /// <summary>A number that is absent, and not counted, unless it was asked for.</summary>
    public void NumberWhenExpanded(string name, Func<long> count)
    {
        if (_here?.Child(name) is not null)
        {
            Json.WriteNumber(name, count());
        }
    }

    /// <summary>A list that is absent unless it was asked for.</summary>
    public void ListWhenExpanded(string name, string resource, string url, Func<IEnumerable<StripeRecord>> newest)
    {
        if (_here?.Child(name) is not null)
        {
            List(name, resource, url, newest());
        }
    }

    /// <summary>A list within an object holds its ten newest: https://docs.stripe.com/api/pagination</summary>
    public void List(string name, string resource, string url, IEnumerable<StripeRecord> newest)
    {
        var kind = Resources.Named(resource);
        var some = newest.Take(11).ToList();
        Hash(name, () =>
        {
            Text("object", "list");
            Items(kind, some.Take(10));
            Flag("has_more", some.Count > 10);
            Text("url", url);
        });
    }

    public void Items(Resource resource, IEnumerable<StripeRecord> records)
    {
        Json.WriteStartArray("data");
        Inside("data", () =>
        {
            foreach (var record in records)
            {
                resource.Write(this, record);
            }
        });
        Json.WriteEndArray();
    }

    private void Inside(string name, Action content)
    {
        var outer = _here;
        _here = outer?.Child(name);
        content();
        _here = outer;
    }
}
