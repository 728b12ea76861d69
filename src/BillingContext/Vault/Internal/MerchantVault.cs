using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Vault.Internal;

/// <summary>Reads, decides, and commits on the version that was read; whoever was overtaken decides again on what is there now.</summary>
internal sealed class MerchantVault(IBillingStore store, SecretSealing sealing, TimeProvider time, ILogger<MerchantVault> logger) : IMerchantVault
{
    private readonly VaultSteps steps = new(sealing, time);

    public async Task<KeptMerchant?> GetAsync(MerchantId merchant, CancellationToken cancellationToken = default) =>
        KeptMerchant.Of(await ReadAsync(merchant, cancellationToken).ConfigureAwait(false));

    public async Task<IReadOnlyList<KeptMerchant>> ListAsync(MerchantId? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        var page = await StoreErrors.TranslateAsync(store.ListCredentialsAsync(after, limit, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. page.Select(KeptMerchant.Of).OfType<KeptMerchant>()];
    }

    public Task<VaultResult> AddAsync(
        MerchantId merchant, string readKey, Actor by, StripeAccountId? account = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(merchant, by, null, kept => steps.AddAsync(kept, merchant, readKey, by, account, cancellationToken), cancellationToken);

    public Task<VaultResult> SetReadKeyAsync(MerchantId merchant, string key, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(merchant, by, seenVersion, kept => steps.SetKeyAsync(kept, merchant, SecretKind.ReadKey, key, by, cancellationToken), cancellationToken);

    public Task<VaultResult> SetWriteKeyAsync(MerchantId merchant, string key, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(merchant, by, seenVersion, kept => steps.SetKeyAsync(kept, merchant, SecretKind.WriteKey, key, by, cancellationToken), cancellationToken);

    public Task<VaultResult> AddWebhookSecretAsync(
        MerchantId merchant, string secret, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(merchant, by, seenVersion, kept => steps.AddWebhookSecretAsync(kept, merchant, secret, by, cancellationToken), cancellationToken);

    public Task<VaultResult> RemoveSecretAsync(MerchantId merchant, string secretId, Actor by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(secretId);
        return ChangeAsync(merchant, by, null, kept => new(VaultSteps.RemoveSecret(kept, merchant, secretId)), cancellationToken);
    }

    public Task<VaultResult> RemoveAsync(MerchantId merchant, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(merchant, by, seenVersion, kept => new(VaultSteps.Remove(kept)), cancellationToken);

    private async Task<VaultResult> ChangeAsync(
        MerchantId merchant, Actor by, long? seenVersion, Func<KeptCredentials?, ValueTask<VaultStep>> decideAsync, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (by.Kind != ActorKind.Person)
        {
            throw new ArgumentException($"{by} is not a person. Only a person changes a merchant's secrets.", nameof(by));
        }

        while (true)
        {
            var kept = await ReadAsync(merchant, cancellationToken).ConfigureAwait(false);
            var step = await decideAsync(kept).ConfigureAwait(false);
            if (step.Answer is { } answer)
            {
                return answer;
            }

            // Only now: what is so already, maybe by this very change, needs no version.
            if (seenVersion is { } seen && seen != (kept?.Version ?? 0))
            {
                return VaultResult.Refused("vault.changed_meanwhile", $"Somebody changed the secrets of merchant '{merchant}' since they were looked at. Look again, and decide again.", kept);
            }

            if (await WriteAsync(step, by, cancellationToken).ConfigureAwait(false))
            {
                logger.VaultChanged(step.Next!.Scope, step.Action, step.Kind, by);
                return VaultResult.Changed(step.Message, step.Next with { Version = step.Next.Version + 1 });
            }
        }
    }

    private ValueTask<KeptCredentials?> ReadAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.GetCredentialsAsync(merchant, cancellationToken), cancellationToken);

    private async Task<bool> WriteAsync(VaultStep step, Actor by, CancellationToken cancellationToken)
    {
        var batch = new StoreBatch
        {
            Credentials = step.Next,
            Audit =
            [
                new AuditEntry
                {
                    Scope = step.Next!.Scope,
                    At = time.GetUtcNow(),
                    Action = step.Action,
                    Actor = by,
                    Reasons = [new DecisionReason("vault.changed", RefundVerdict.Approved, step.Message)],
                },
            ],
        };
        return await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false) == StoreCommit.Applied;
    }
}
