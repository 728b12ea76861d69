using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>Reads <c>expand[]</c>: https://docs.stripe.com/api/expanding_objects</summary>
internal sealed class ExpansionParser(Resource root, bool isList)
{
    private const int MaximumLevels = 4;
    private readonly HashSet<Resource> _reads = [];

    public Expansion Tree { get; } = new();

    /// <summary>The resources that are read on the way: each needs its own permission.</summary>
    public IReadOnlyCollection<Resource> Reads => _reads;

    public StripeError? Add(string path)
    {
        var segments = path.Split('.');
        if (segments.Length > MaximumLevels)
        {
            return Refusal($"You cannot expand more than {MaximumLevels} levels of a property. Property: {path}");
        }

        if (!isList)
        {
            return Walk(root, segments, 0, Tree, path);
        }

        return segments[0] == "data" && segments.Length > 1
            ? Walk(root, segments, 1, Tree.Grow("data"), path)
            : Refusal($"This property cannot be expanded ({path}). You may want to try expanding 'data.{path}' instead.");
    }

    private StripeError? Walk(Resource resource, string[] segments, int start, Expansion node, string path)
    {
        var field = resource.Fields.FirstOrDefault(f => segments.AsSpan(start).StartsWith(f.Segments.ToArray()));
        if (field is null)
        {
            return Refusal($"This property cannot be expanded ({path}).");
        }

        if (field.Target is null)
        {
            return Refusal($"This property cannot be expanded ({path}): StripeSimulator does not simulate it.");
        }

        foreach (var segment in field.Segments)
        {
            node = node.Grow(segment);
        }

        var target = Resources.Named(field.Target);
        _reads.Add(target);
        var next = start + field.Segments.Count;
        if (next == segments.Length)
        {
            return null;
        }

        if (!field.IsList)
        {
            return Walk(target, segments, next, node, path);
        }

        return segments[next] == "data" && next + 1 < segments.Length
            ? Walk(target, segments, next + 1, node.Grow("data"), path)
            : Refusal($"This property cannot be expanded ({path}).");
    }

    private static StripeError Refusal(string message) => new(400, message) { Param = "expand" };
}
