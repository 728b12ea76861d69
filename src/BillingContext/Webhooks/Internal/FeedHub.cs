using BillingContext.Internal;

namespace BillingContext.Webhooks.Internal;

/// <summary>Wakes the conversations of a merchant on this node. Carries no news itself: that is read from the store.</summary>
internal sealed class FeedHub(Promises promises) : IChangeSignal
{
    private readonly Lock gate = new();
    private readonly Dictionary<MerchantId, List<Watcher>> watchers = [];

    /// <summary>Whose conversations are open here.</summary>
    internal IReadOnlyList<MerchantId> Watched
    {
        get
        {
            lock (gate)
            {
                return [.. watchers.Keys];
            }
        }
    }

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

    /// <summary>One conversation, with a bell of its own.</summary>
    internal sealed class Watcher(FeedHub hub, MerchantId merchant, Promises promises) : IDisposable
    {
        private readonly Bell bell = new(promises);

        internal MerchantId Merchant { get; } = merchant;

        internal Task Arm() => bell.Arm();

        internal void Signal() => bell.Ring();

        public void Dispose() => hub.Remove(this);
    }
}
