using System.Text.Json;

namespace BillingContext.Policies.Internal;

/// <summary>Reads values of a JSON document, and reports every one that is not what it should be with its path.</summary>
internal sealed class JsonFields(Problems problems)
{
    private const int MaxSegment = 40;

    internal bool IsObject(JsonElement element, string path) => Is(JsonValueKind.Object, element, path, "an object { … }");

    /// <summary>An object's fields with their paths. Unknown and repeated ones are reported and left out.</summary>
    internal IEnumerable<(string Name, string Path, JsonElement Value)> Of(JsonElement element, string path, params string[] known)
    {
        foreach (var (name, where, value) in All(element, path, StringComparer.Ordinal))
        {
            if (known.Contains(name))
            {
                yield return (name, where, value);
            }
            else
            {
                problems.Add("policy.unknown_field", where, $"is not a field of the policy language. Known here: {string.Join(", ", known)}.");
            }
        }
    }

    /// <summary>An object's fields whatever their names are. Repeated ones are reported and left out.</summary>
    internal IEnumerable<(string Name, string Path, JsonElement Value)> All(JsonElement element, string path, StringComparer comparer)
    {
        if (!IsObject(element, path))
        {
            yield break;
        }

        var seen = new HashSet<string>(comparer);
        foreach (var property in element.EnumerateObject())
        {
            var where = path.Length == 0 ? Segment(property.Name) : $"{path}.{Segment(property.Name)}";
            if (seen.Add(property.Name))
            {
                yield return (property.Name, where, property.Value);
            }
            else
            {
                problems.Add("policy.duplicate_field", where, "is given twice. Keep one.");
            }
        }
    }

    internal IEnumerable<JsonElement> Items(JsonElement element, string path) =>
        Is(JsonValueKind.Array, element, path, "a list [ … ]") ? element.EnumerateArray() : [];

    internal string? Text(JsonElement element, string path) =>
        Is(JsonValueKind.String, element, path, "a text in quotation marks") ? element.GetString() : null;

    internal long? Number(JsonElement element, string path)
    {
        if (!Is(JsonValueKind.Number, element, path, "a whole number"))
        {
            return null;
        }

        if (element.TryGetInt32(out var number))
        {
            return number;
        }

        problems.InvalidValue(path, $"{Printable.Quote(element.GetRawText())} is not a whole number of a sensible size. Write digits only, such as 30.");
        return null;
    }

    /// <summary>The index of a word among the ones that are allowed.</summary>
    internal int? Word(JsonElement element, string path, string[] words)
    {
        if (Text(element, path) is not { } text)
        {
            return null;
        }

        var index = Array.IndexOf(words, text);
        if (index >= 0)
        {
            return index;
        }

        problems.InvalidValue(path, $"{Printable.Quote(text)} is none of: {string.Join(", ", words)}.");
        return null;
    }

    internal void Missing(string path, string fix) => problems.Add("policy.missing_field", path, $"is missing. {fix}");

    internal void Invalid(string path, string message) => problems.InvalidValue(path, message);

    private bool Is(JsonValueKind expected, JsonElement element, string path, string description)
    {
        if (element.ValueKind == expected)
        {
            return true;
        }

        problems.InvalidValue(path, $"{Printable.Quote(element.GetRawText())} is not {description}.");
        return false;
    }

    private static string Segment(string name) =>
        name.Length <= MaxSegment && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$') ? name : Printable.Quote(name);
}
