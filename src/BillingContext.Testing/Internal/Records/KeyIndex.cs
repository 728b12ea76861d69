namespace BillingContext.Testing.Internal.Records;

/// <summary>Rows found by one of their properties (the customer of a charge, say).</summary>
internal sealed class KeyIndex<T>(Func<T, string?> key)
    where T : StripeRecord
{
    private static readonly RowIndex<T> Nothing = new();
    private readonly Dictionary<string, RowIndex<T>> _byKey = new(StringComparer.Ordinal);

    public RowIndex<T> Of(string value) => _byKey.GetValueOrDefault(value, Nothing);

    public void Add(Row<T> row)
    {
        if (key(row.Current) is not { } value)
        {
            return;
        }

        if (!_byKey.TryGetValue(value, out var rows))
        {
            _byKey.Add(value, rows = new RowIndex<T>());
        }

        rows.Add(row);
    }

    public void Remove(Row<T> row)
    {
        if (key(row.Current) is { } value)
        {
            _byKey[value].Remove(row);
        }
    }

    public void Move(Row<T> row, T before)
    {
        var (old, now) = (key(before), key(row.Current));
        if (string.Equals(old, now, StringComparison.Ordinal))
        {
            return;
        }

        if (old is not null)
        {
            _byKey[old].Remove(row);
        }

        Add(row);
    }
}
