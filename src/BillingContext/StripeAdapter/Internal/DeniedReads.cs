using System.Collections.Concurrent;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>What a key was denied, so that the next call does not ask again. Forgotten after a while: permissions are granted, too.</summary>
internal sealed class DeniedReads(TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Key, string Read), (StripeAdapterException Why, DateTimeOffset Until)> denied = new();

    /// <summary>Why the key may not read this; null if that is not known.</summary>
    internal StripeAdapterException? Find(StripeApiKey key, string read) =>
        denied.TryGetValue((key.Fingerprint, read), out var entry) && entry.Until > time.GetUtcNow() ? entry.Why : null;

    internal void Add(StripeApiKey key, string read, StripeAdapterException why)
    {
        if (denied.Count >= MostRemembered)
        {
            denied.Clear();
        }

        denied[(key.Fingerprint, read)] = (why, time.GetUtcNow() + Remembered);
    }
}
