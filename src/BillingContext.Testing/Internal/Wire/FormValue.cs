namespace BillingContext.Testing.Internal.Wire;

/// <summary>A value of a form body: text, or a hash of further values (a list is a hash with counted keys).</summary>
internal sealed class FormValue
{
    private Dictionary<string, FormValue>? _children;

    public string? Text { get; private set; }

    public bool IsHash => _children is not null;

    public IReadOnlyDictionary<string, FormValue> Children
        => _children ?? (IReadOnlyDictionary<string, FormValue>)System.Collections.ObjectModel.ReadOnlyDictionary<string, FormValue>.Empty;

    public FormValue? this[string key] => _children?.GetValueOrDefault(key);

    /// <summary>False when a hash stands where text comes now. The last text given wins.</summary>
    public bool TrySet(string text)
    {
        Text = text;
        return _children is null;
    }

    /// <summary>Null when text stands where a hash is needed now.</summary>
    public FormValue? Grow(string key)
    {
        if (Text is not null)
        {
            return null;
        }

        _children ??= new(StringComparer.Ordinal);
        key = key.Length == 0 ? _children.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) : key;
        if (!_children.TryGetValue(key, out var child))
        {
            _children.Add(key, child = new FormValue());
        }

        return child;
    }
}
