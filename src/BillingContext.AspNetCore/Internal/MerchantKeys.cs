using BillingContext.Internal;
using BillingContext.Vault;
using Microsoft.Extensions.Options;

namespace BillingContext.AspNetCore.Internal;

/// <summary>What is known about the merchants' keys, and how old that may be. However many probes there are, a key is tried once in its time, and few are tried at once.</summary>
internal sealed class MerchantKeys(
    KeyTrial trial, IMerchantCredentialsProvider credentials, IOptionsMonitor<BillingHealthOptions> options, TimeProvider time, IMerchantVault? vault = null)
{
    internal const int TrialsAtOnce = 5;

    /// <summary>Well below the time after which the host calls a check unhealthy: a Stripe that hangs says nothing about a key.</summary>
    private static readonly TimeSpan TrialsEndAfter = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TriedAgainAfter = TimeSpan.FromMinutes(1);

    private readonly Gate gate = new(() => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    private readonly Dictionary<MerchantId, KeyFinding> findings = [];

    /// <summary>Of every merchant that is to be checked what was found last; null for those whose turn comes later.</summary>
    internal async Task<IReadOnlyList<(MerchantId Merchant, KeyFinding? Finding)>> GetAsync(CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var merchants = await MerchantsAsync(cancellationToken).ConfigureAwait(false);
            var due = merchants.Where(IsDue).OrderBy(merchant => findings.GetValueOrDefault(merchant)?.At ?? DateTimeOffset.MinValue).Take(TrialsAtOnce).ToList();

            // Not on the token of who asks: a prober that gives up early would have the same keys tried again and again.
            using var enough = new CancellationTokenSource(TrialsEndAfter, time);
            foreach (var merchant in due.TakeWhile(_ => !enough.IsCancellationRequested))
            {
                findings[merchant] = await trial.TryAsync(merchant, enough.Token).ConfigureAwait(false);
            }

            return [.. merchants.Select(merchant => (merchant, findings.GetValueOrDefault(merchant)))];
        }
        finally
        {
            gate.Leave();
        }
    }

    private bool IsDue(MerchantId merchant) =>
        findings.GetValueOrDefault(merchant) is not { } last
        || time.GetUtcNow() - last.At >= (last.IsGood ? options.CurrentValue.CheckKeysEvery : TriedAgainAfter);

    private async ValueTask<IReadOnlyList<MerchantId>> MerchantsAsync(CancellationToken cancellationToken)
    {
        if (options.CurrentValue.Merchants is { Count: > 0 } named)
        {
            return [.. named.Distinct()];
        }

        if (vault is not null && await vault.ListAsync(limit: BillingHealthOptions.MostMerchants, cancellationToken: cancellationToken).ConfigureAwait(false) is { Count: > 0 } kept)
        {
            return [.. kept.Select(merchant => merchant.Scope.Merchant)];
        }

        return findings.ContainsKey(MerchantId.Default) || await IsDefaultKnownAsync(cancellationToken).ConfigureAwait(false) ? [MerchantId.Default] : [];
    }

    private async ValueTask<bool> IsDefaultKnownAsync(CancellationToken cancellationToken) =>
        await credentials.GetAsync(MerchantId.Default, cancellationToken).ConfigureAwait(false) is not null;
}
