namespace BillingContext.Testing.Internal.Rendering;

/// <summary>The properties a caller wants as objects, as a tree: <c>data.latest_charge.refunds</c> is three deep.</summary>
internal sealed class Expansion
{
    private Dictionary<string, Expansion>? _children;

    public static Expansion None { get; } = new();

    public Expansion? Child(string property) => _children?.GetValueOrDefault(property);

    public Expansion Grow(string property)
    {
        _children ??= new(StringComparer.Ordinal);
        if (!_children.TryGetValue(property, out var child))
        {
            _children.Add(property, child = new Expansion());
        }

        return child;
    }
}
