namespace BillingContext.Storage.Internal;

/// <summary>Numbered entries, from 1; at most so many are kept, the newest.</summary>
internal sealed class Log<T>(int kept)
{
    private readonly List<T> entries = [];
    private long first = 1;

    internal long Last => first + entries.Count - 1;

    internal void Append(Func<long, T> entry)
    {
        entries.Add(entry(Last + 1));

        // In one go when twice as many have come together, so that an append costs the same on average.
        if (entries.Count >= 2L * kept)
        {
            var old = entries.Count - kept;
            entries.RemoveRange(0, old);
            first += old;
        }
    }

    internal IReadOnlyList<T> After(long sequence, int limit)
    {
        var from = (int)Math.Clamp(sequence + 1 - first, 0, entries.Count);
        return entries.GetRange(from, Math.Min(limit, entries.Count - from));
    }
}
