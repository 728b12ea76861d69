namespace BillingContext.Testing.Internal.Records;

/// <summary>The place of an object in its table: it stays while versions of the object come and go.</summary>
internal sealed class Row<T>(T current, long sequence)
    where T : StripeRecord
{
    private List<(long At, T Value)>? _versions;

    public T Current { get; private set; } = current;

    public (long Created, long Sequence) Place { get; } = (current.Created, sequence);

    public void Change(T value) => Current = value;

    /// <summary>Remembers when this version could be found by search.</summary>
    public void Index(long at) => (_versions ??= []).Add((at, Current));

    /// <summary>The newest version older than <paramref name="horizon"/>: what a lagging search index knows.</summary>
    public T? AsOf(long horizon)
    {
        for (var i = (_versions?.Count ?? 0) - 1; i >= 0; i--)
        {
            if (_versions![i].At <= horizon)
            {
                return _versions[i].Value;
            }
        }

        return null;
    }
}
