namespace BillingContext.Benchmarks.Measuring;

/// <summary>What stays in memory of what a piece of work returns.</summary>
internal static class Retention
{
    internal static double BytesEach<T>(Func<T> work, int count)
        where T : class
    {
        var kept = new T[count];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < count; i++)
        {
            kept[i] = work();
        }

        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(kept);
        return (double)bytes / count;
    }
}
