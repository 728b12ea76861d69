using System.Globalization;

namespace BillingContext.Payments;

/// <summary>A place in the sequence of changes: watching from a context's token misses nothing since the context was read.</summary>
/// <param name="Sequence">The last change known. <c>default</c> is the beginning of what is kept.</param>
public readonly record struct ChangeToken(long Sequence)
{
    /// <summary>The number alone, as <c>?since=</c> and <c>Last-Event-ID</c> take it.</summary>
    public override string ToString() => Sequence.ToString(CultureInfo.InvariantCulture);
}
