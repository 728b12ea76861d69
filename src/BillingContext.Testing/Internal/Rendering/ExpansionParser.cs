using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>Reads <c>expand[]</c>: https://docs.stripe.com/api/expanding_objects</summary>
internal sealed class ExpansionParser(Resource root, bool isList, bool isSearch)
{
    private const int MaximumLevels = 4;
    private readonly HashSet<Resource> _reads = [];

    public Expansion Tree { get; } = new();

    /// <summary>The resources that are read on the way: each needs its own permission.</summary>
    public IReadOnlyCollection<Resource> Reads => _reads;

    public StripeError? Add(string path)
    {
        // On a list its "data" is one of the four.
        var segments = path.Split('.');
        if (segments.Length > MaximumLevels)
        {
            return new StripeError(400, $"You cannot expand more than {MaximumLevels} levels of a property. Property: {path}")
            { Code = "property_expansion_max_depth", Documented = false };
        }

        if (!isList)
        {
            return Walk(root, segments, 0, Tree);
        }

        // How many there are is told on request, by searches only: https://docs.stripe.com/api/pagination/search
        if (isSearch && path == Answer.TotalCount)
        {
            Tree.Grow(path);
            return null;
        }

        return segments[0] == "data"
            ? Items(root, segments, 0, Tree)
            : Refusal(segments, 0, $" You may want to try expanding 'data.{segments[0]}' instead.");
    }

    private StripeError? Items(Resource resource, string[] segments, int data, Expansion list)
        => data + 1 == segments.Length ? null : Walk(resource, segments, data + 1, list.Grow("data"));

    private StripeError? Walk(Resource resource, string[] segments, int start, Expansion node)
    {
        var field = resource.Fields.FirstOrDefault(f => segments.AsSpan(start).StartsWith(f.Segments.ToArray()));
        if (field is null)
        {
            // What is there anyway may be named: "items.data.price" on the way to "items.data.price.product".
            var rest = segments[start..];
            return resource.Fields.Any(f => f.Segments.Take(rest.Length).SequenceEqual(rest)) ? null : Refusal(segments, start);
        }

        var next = start + field.Segments.Count;
        if (field.Target is null)
        {
            return Refusal(segments, next - 1, " (StripeSimulator does not simulate it.)");
        }

        foreach (var segment in field.Segments)
        {
            node = node.Grow(segment);
        }

        var target = Resources.Named(field.Target);
        _reads.Add(target);
        if (next == segments.Length)
        {
            return null;
        }

        if (!field.IsList)
        {
            return Walk(target, segments, next, node);
        }

        return segments[next] == "data" ? Items(target, segments, next, node) : Refusal(segments, next);
    }

    /// <summary>Names the path as far as the property that cannot be expanded.</summary>
    private static StripeError Refusal(string[] segments, int at, string hint = "")
        => new(400, $"This property cannot be expanded ({string.Join('.', segments[..(at + 1)])}).{hint}");
}
