using System.Globalization;
using BillingContext.Audit;

namespace BillingContext.Vault.Internal;

/// <summary>The rules of the vault: what each change comes to, on what is kept at that moment.</summary>
internal sealed class VaultSteps(SecretSealing sealing, TimeProvider time)
{
    /// <summary>A handful of endpoints, each of which may be rolled at the moment; each secret is tried on every webhook.</summary>
    internal const int MostWebhookSecrets = 8;

    internal async ValueTask<VaultStep> AddAsync(
        KeptCredentials? kept, MerchantId merchant, string readKey, Actor by, StripeAccountId? account, CancellationToken cancellationToken)
    {
        if (Unfit(SecretKind.ReadKey, readKey, kept) is { } unfit)
        {
            return unfit;
        }

        var scope = new StripeScope(merchant, account, StripeApiKey.Parse(readKey).Livemode);
        if (kept is { IsRemoved: false })
        {
            return kept.Scope == scope && Find(kept, SecretKind.ReadKey) is { } known && await sealing.IsSameAsync(scope, known, readKey, cancellationToken).ConfigureAwait(false)
                ? VaultStep.Unchanged("The merchant is kept with this very key.", kept)
                : VaultStep.Refused("vault.merchant_exists", $"Merchant '{merchant}' is kept already. Set its keys, or remove it first, also for another account or mode.", kept);
        }

        var next = new KeptCredentials { Scope = scope, Version = kept?.Version ?? 0 };
        var sealedKey = await SealAsync(next, SecretKind.ReadKey, readKey, by, cancellationToken).ConfigureAwait(false);
        return new VaultStep(null, next with { Secrets = [sealedKey] }, AuditActions.MerchantAdded, SecretKind.ReadKey, $"It is kept with a read key that ends in {sealedKey.Shown.LastFour}.");
    }

    internal async ValueTask<VaultStep> SetKeyAsync(KeptCredentials? kept, MerchantId merchant, SecretKind kind, string key, Actor by, CancellationToken cancellationToken)
    {
        var name = SecretWords.Name(kind);
        if (kept is null or { IsRemoved: true })
        {
            return VaultStep.Unknown(merchant);
        }

        if (Unfit(kind, key, kept) is { } unfit)
        {
            return unfit;
        }

        if (StripeApiKey.Parse(key).Livemode != kept.Scope.Livemode)
        {
            var (given, there) = kept.Scope.Livemode ? ("test", "live") : ("live", "test");
            return VaultStep.Refused("vault.wrong_mode", $"The {name} is a {given} key, and merchant '{merchant}' is kept for {there} mode. For the other mode remove the merchant and add it anew.", kept);
        }

        var known = Find(kept, kind);
        if (known is not null && await sealing.IsSameAsync(kept.Scope, known, key, cancellationToken).ConfigureAwait(false))
        {
            return VaultStep.Unchanged($"This {name} is kept already.", kept);
        }

        var sealedKey = await SealAsync(kept, kind, key, by, cancellationToken).ConfigureAwait(false);
        var place = known is null ? "" : $", in the place of one that ended in {known.Shown.LastFour}";
        return new VaultStep(
            null,
            kept with { Secrets = [.. kept.Secrets.Where(secret => secret.Shown.Kind != kind), sealedKey] },
            AuditActions.SecretKept,
            kind,
            $"A {name} that ends in {sealedKey.Shown.LastFour} is kept{place}.");
    }

    internal async ValueTask<VaultStep> AddWebhookSecretAsync(KeptCredentials? kept, MerchantId merchant, string secret, Actor by, CancellationToken cancellationToken)
    {
        if (kept is null or { IsRemoved: true })
        {
            return VaultStep.Unknown(merchant);
        }

        if (Unfit(SecretKind.WebhookSecret, secret, kept) is { } unfit)
        {
            return unfit;
        }

        List<ProtectedSecret> all = [.. kept.Secrets.Where(one => one.Shown.Kind == SecretKind.WebhookSecret)];
        foreach (var known in all)
        {
            if (await sealing.IsSameAsync(kept.Scope, known, secret, cancellationToken).ConfigureAwait(false))
            {
                return VaultStep.Unchanged("This webhook secret is kept already.", kept);
            }
        }

        if (all.Count >= MostWebhookSecrets)
        {
            return VaultStep.Refused("vault.too_many", $"Merchant '{merchant}' has {all.Count} webhook secrets, and no more are kept. Remove those that are no longer in use first.", kept);
        }

        var added = await SealAsync(kept, SecretKind.WebhookSecret, secret, by, cancellationToken).ConfigureAwait(false);
        return new VaultStep(
            null,
            kept with { Secrets = [.. kept.Secrets, added] },
            AuditActions.SecretKept,
            SecretKind.WebhookSecret,
            $"A webhook secret that ends in {added.Shown.LastFour} is kept, beside {all.Count} others.");
    }

    internal static VaultStep RemoveSecret(KeptCredentials? kept, MerchantId merchant, string secretId)
    {
        if (kept is null or { IsRemoved: true })
        {
            return VaultStep.Unknown(merchant);
        }

        if (kept.Secrets.FirstOrDefault(secret => secret.Shown.Id == secretId) is not { Shown: var shown })
        {
            return VaultStep.Refused("vault.secret_unknown", $"Merchant '{merchant}' has no secret of this id any more, or never had. Look at what is kept now.", kept);
        }

        return shown.Kind == SecretKind.ReadKey
            ? VaultStep.Refused("vault.read_key_needed", $"Nothing can be done for merchant '{merchant}' without a read key. Set another in its place, or remove the merchant.", kept)
            : new VaultStep(
                null,
                kept with { Secrets = [.. kept.Secrets.Where(secret => secret.Shown.Id != secretId)] },
                AuditActions.SecretRemoved,
                shown.Kind,
                $"The {SecretWords.Name(shown.Kind)} that ends in {shown.LastFour} is removed.");
    }

    internal static VaultStep Remove(KeptCredentials? kept) => kept is null or { IsRemoved: true }
        ? VaultStep.Unchanged("Nothing is kept of the merchant.", kept)
        : new VaultStep(
            null,
            kept with { Secrets = [] },
            AuditActions.MerchantRemoved,
            SecretKind.ReadKey,
            $"Its secrets are removed: {string.Join(", ", kept.Secrets.Select(secret => $"{SecretWords.Name(secret.Shown.Kind)} …{secret.Shown.LastFour}"))}.");

    private static VaultStep? Unfit(SecretKind kind, string? secret, KeptCredentials? kept) => SecretWords.Describe(kind, secret) is not { } problem
        ? null
        : VaultStep.Refused(kind == SecretKind.WebhookSecret ? "vault.not_a_webhook_secret" : "vault.not_a_key", $"The {SecretWords.Name(kind)} {problem}", kept);

    private static ProtectedSecret? Find(KeptCredentials kept, SecretKind kind) => kept.Secrets.FirstOrDefault(secret => secret.Shown.Kind == kind);

    /// <summary>A change brings one secret at most, so that its version is an id that no other will ever have.</summary>
    private ValueTask<ProtectedSecret> SealAsync(KeptCredentials kept, SecretKind kind, string secret, Actor by, CancellationToken cancellationToken) => sealing.SealAsync(
        kept.Scope,
        new KeptSecret
        {
            Id = (kept.Version + 1).ToString(CultureInfo.InvariantCulture),
            Kind = kind,
            LastFour = SecretWords.LastFourOf(secret),
            KeptAt = time.GetUtcNow(),
            KeptBy = by,
        },
        secret,
        cancellationToken);
}
