using BillingContext.Internal;

namespace BillingContext.Webhooks.Internal;

/// <summary>Wakes the conversations of a merchant on this node. Carries no news itself: that is read from the store.</summary>
internal sealed class FeedHub(Promises promises) : IChangeSignal
{
    private readonly Lock gate = new();
    private readonly Dictionary<MerchantId, List<Watcher>> watchers = [];

    internal bool HasWatchers(MerchantId merchant)
    {
        lock (gate)
        {
            return watchers.ContainsKey(merchant);
        }
    }

    internal Watcher Register(MerchantId merchant)
    {
        var watcher = new Watcher(this, merchant, promises);
        lock (gate)
        {
            (watchers.TryGetValue(merchant, out var others) ? others : watchers[merchant] = []).Add(watcher);
        }

        return watcher;
    }

    public void Wake(MerchantId merchant)
    {
        Watcher[] woken;
        lock (gate)
        {
            woken = watchers.TryGetValue(merchant, out var all) ? [.. all] : [];
        }

        foreach (var watcher in woken)
        {
            watcher.Signal();
        }
    }

    private void Remove(Watcher watcher)
    {
        lock (gate)
        {
            var others = watchers[watcher.Merchant];
            others.Remove(watcher);
            if (others.Count == 0)
            {
                watchers.Remove(watcher.Merchant);
            }
        }
    }

    /// <summary>One conversation's bell. Each has its own promise: two that shared one would change threads.</summary>
    internal sealed class Watcher(FeedHub hub, MerchantId merchant, Promises promises) : IDisposable
    {
        private TaskCompletionSource bell = promises.Create();

        internal MerchantId Merchant { get; } = merchant;

        /// <summary>Rings at the next change; taken before the store is read, so that none slips between.</summary>
        internal Task Arm()
        {
            if (bell.Task.IsCompleted)
            {
                Interlocked.Exchange(ref bell, promises.Create());
            }

            return Volatile.Read(ref bell).Task;
        }

        internal void Signal() => Volatile.Read(ref bell).TrySetResult();

        public void Dispose() => hub.Remove(this);
    }
}
