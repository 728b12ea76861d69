namespace BillingContext.Testing.Internal.Records;

internal sealed class Table<T>(params KeyIndex<T>[] indexes)
    where T : StripeRecord
{
    private readonly Dictionary<string, Row<T>> _byId = new(StringComparer.Ordinal);
    private long _sequence;

    /// <summary>The time by which search takes note of changes; null where there is no search, or somebody else tells it.</summary>
    public Func<long>? SearchedBy { private get; init; }

    public RowIndex<T> All { get; } = new();

    public T this[string id] => _byId[id].Current;

    public T? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id)?.Current;

    public Row<T>? Row(string id) => _byId.GetValueOrDefault(id);

    public Row<T> Add(T value)
    {
        var row = new Row<T>(value, ++_sequence);
        _byId.Add(value.Id, row);
        All.Add(row);
        foreach (var index in indexes)
        {
            index.Add(row);
        }

        return Noted(row, value.Created);
    }

    public Row<T> Change(T value)
    {
        var row = _byId[value.Id];
        var before = row.Current;
        row.Change(value);
        foreach (var index in indexes)
        {
            index.Move(row, before);
        }

        return Noted(row, null);
    }

    /// <summary>As if it had never been; only drafts and waiting things go like this.</summary>
    public void Remove(string id)
    {
        _byId.Remove(id, out var row);
        All.Remove(row!);
        foreach (var index in indexes)
        {
            index.Remove(row!);
        }
    }

    /// <summary>Newest first.</summary>
    public static IEnumerable<T> Newest(RowIndex<T> rows)
    {
        for (var i = rows.Count - 1; i >= 0; i--)
        {
            yield return rows[i].Current;
        }
    }

    private Row<T> Noted(Row<T> row, long? at)
    {
        if (SearchedBy is { } now)
        {
            row.Index(at ?? now());
        }

        return row;
    }
}
