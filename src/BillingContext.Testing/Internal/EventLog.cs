using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal;

internal sealed class EventLog
{
    private readonly List<EventRecord> _emitted = [];
    private int _delivered;

    public Table<EventRecord> Table { get; } = new();

    /// <summary>In the order in which things happened.</summary>
    public IReadOnlyList<EventRecord> Emitted => _emitted;

    public IReadOnlyList<EventRecord> Pending => _emitted[_delivered..];

    public void Add(EventRecord record)
    {
        _emitted.Add(record);
        Table.Add(record);
    }

    public IReadOnlyList<EventRecord> TakePending()
    {
        var pending = Pending;
        _delivered = _emitted.Count;
        return pending;
    }
}
