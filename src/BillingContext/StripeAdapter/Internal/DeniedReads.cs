using System.Collections.Concurrent;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>What a key was denied in an account, so that the next call does not ask again. Forgotten after a while: permissions are granted, too.</summary>
internal sealed class DeniedReads(TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Key, StripeAccountId? Account, string Read), (StripeAdapterException Why, DateTimeOffset Until)> denied = new();

    /// <summary>Why the key may not read this; null if that is not known.</summary>
    internal StripeAdapterException? Find(MerchantCredentials merchant, string read) =>
        denied.TryGetValue((merchant.ReadKey.Fingerprint, merchant.Account, read), out var entry) && entry.Until > time.GetUtcNow() ? entry.Why : null;

    internal void Add(MerchantCredentials merchant, string read, StripeAdapterException why)
    {
        if (denied.Count >= MostRemembered)
        {
            denied.Clear();
        }

        denied[(merchant.ReadKey.Fingerprint, merchant.Account, read)] = (why, time.GetUtcNow() + Remembered);
    }
}
