namespace BillingContext.Testing.Internal.Rendering;

/// <summary>A property that can be expanded; a dotted one sits in a hash.</summary>
/// <param name="Path">Its path in the object.</param>
/// <param name="Target">The resource it becomes; null where Stripe would expand it and the simulator does not.</param>
/// <param name="IsList">Whether it is a list that is absent unless asked for.</param>
internal sealed record ExpandableField(string Path, string? Target, bool IsList = false)
{
    public IReadOnlyList<string> Segments { get; } = Path.Split('.');
}
