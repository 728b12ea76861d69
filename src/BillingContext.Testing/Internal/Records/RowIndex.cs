namespace BillingContext.Testing.Internal.Records;

/// <summary>Rows in order of creation; a page costs its own size, wherever it starts.</summary>
internal sealed class RowIndex<T>
    where T : StripeRecord
{
    private readonly List<Row<T>> _rows = new(1);

    public int Count => _rows.Count;

    public Row<T> this[int position] => _rows[position];

    public void Add(Row<T> row) => _rows.Insert(FirstAfter(row.Place), row);

    public void Remove(Row<T> row) => _rows.RemoveAt(FirstAfter(row.Place) - 1);

    /// <summary>The position of the first row created after <paramref name="place"/>.</summary>
    public int FirstAfter((long Created, long Sequence) place)
    {
        // Most rows arrive in order, so the end is tried first.
        if (_rows.Count == 0 || _rows[^1].Place.CompareTo(place) <= 0)
        {
            return _rows.Count;
        }

        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].Place.CompareTo(place) <= 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
