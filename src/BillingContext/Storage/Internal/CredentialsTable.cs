using BillingContext.Vault;

namespace BillingContext.Storage.Internal;

/// <summary>Merchants' protected secrets in memory. Not thread-safe: the store's lock is.</summary>
internal sealed class CredentialsTable
{
    private readonly SortedDictionary<string, KeptCredentials> all = new(StringComparer.Ordinal);

    internal KeptCredentials? Find(MerchantId merchant) => all.GetValueOrDefault(merchant.Value);

    internal IReadOnlyList<KeptCredentials> Of(StripeAccountId? account, bool livemode, int limit) =>
        [.. all.Values.Where(kept => !kept.IsRemoved && kept.Scope.Account == account && kept.Scope.Livemode == livemode).Take(limit)];

    internal IReadOnlyList<KeptCredentials> After(MerchantId? after, int limit) =>
        [.. all.Values.Where(kept => !kept.IsRemoved && string.CompareOrdinal(kept.Scope.Merchant.Value, after?.Value) > 0).Take(limit)];

    internal bool HasConflict(StoreBatch batch) =>
        batch.Credentials is { } kept && (Find(kept.Scope.Merchant)?.Version ?? 0) != kept.Version;

    internal void Apply(StoreBatch batch)
    {
        if (batch.Credentials is { } kept)
        {
            all[kept.Scope.Merchant.Value] = kept with { Version = kept.Version + 1 };
        }
    }
}
