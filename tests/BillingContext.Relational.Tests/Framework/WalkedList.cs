using System.Collections;

namespace BillingContext.Relational.Tests.Framework;

/// <summary>A list that does something when it is walked for the n-th time: a way into the middle of a commit.</summary>
internal sealed class WalkedList<T>(T[] items, int walk, Action onEnd) : IReadOnlyList<T>
{
    private int walks;

    public int Count => items.Length;

    public T this[int index] => items[index];

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var item in items)
        {
            yield return item;
        }

        if (++walks == walk)
        {
            onEnd();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
