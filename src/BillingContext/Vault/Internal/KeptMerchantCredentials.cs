using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;

namespace BillingContext.Vault.Internal;

/// <summary>Credentials from the vault, read and decrypted on every call: a secret that was rotated or removed anywhere counts at once, and none is held in memory for longer.</summary>
internal sealed class KeptMerchantCredentials(
    IBillingStore store, SecretSealing sealing, IEnumerable<IMerchantSettings> settings, ILogger<KeptMerchantCredentials> logger) : IMerchantCredentialsProvider
{
    private readonly IMerchantSettings? settings = settings.LastOrDefault();

    public async ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        var kept = await StoreErrors.TranslateAsync(store.GetCredentialsAsync(merchant, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (kept is null or { IsRemoved: true })
        {
            return null;
        }

        // Each secret is tied to the merchant that the record names, and that must be the one that was asked for.
        return kept.Scope.Merchant == merchant
            ? await OpenAsync(kept, cancellationToken).ConfigureAwait(false)
            : throw SecretSealing.Unreadable(kept.Scope with { Merchant = merchant }, SecretKind.ReadKey, null);
    }

    public async ValueTask<MerchantCredentials?> FindAsync(StripeAccountId? account, bool livemode, CancellationToken cancellationToken)
    {
        var found = await StoreErrors.TranslateAsync(store.FindCredentialsAsync(account, livemode, 2, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (found.Count > 1)
        {
            logger.MerchantsAlike(found[0].Scope, found[1].Scope);
        }

        return found is [{ IsRemoved: false } only] && only.Scope.Account == account && only.Scope.Livemode == livemode
            ? await OpenAsync(only, cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async ValueTask<MerchantCredentials?> OpenAsync(KeptCredentials kept, CancellationToken cancellationToken)
    {
        StripeApiKey? readKey = null, writeKey = null;
        var webhookSecrets = new List<WebhookSecret>();
        foreach (var one in kept.Secrets)
        {
            var secret = await sealing.OpenAsync(kept.Scope, one, cancellationToken).ConfigureAwait(false);
            switch (one.Shown.Kind)
            {
                case SecretKind.ReadKey:
                    readKey = StripeApiKey.Parse(secret);
                    break;
                case SecretKind.WriteKey:
                    writeKey = StripeApiKey.Parse(secret);
                    break;
                default:
                    webhookSecrets.Add(WebhookSecret.Parse(secret));
                    break;
            }
        }

        var credentials = new MerchantCredentials(kept.Scope.Merchant, readKey ?? throw SecretSealing.Unreadable(kept.Scope, SecretKind.ReadKey, null), writeKey)
        {
            Account = kept.Scope.Account,
            WebhookSecrets = webhookSecrets,
        };
        return settings is null ? credentials : await CompleteAsync(settings, credentials, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<MerchantCredentials?> CompleteAsync(IMerchantSettings settings, MerchantCredentials kept, CancellationToken cancellationToken)
    {
        var complete = await settings.CompleteAsync(kept, cancellationToken).ConfigureAwait(false);
        return complete is null || complete.Scope == kept.Scope ? complete : throw new InvalidOperationException(
            $"{settings.GetType().Name} was asked to complete the credentials of {kept.Scope} and gave those of {complete.Scope}. Begin with new MerchantCredentials(kept), and set what is yours.");
    }
}
