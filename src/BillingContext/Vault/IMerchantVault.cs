namespace BillingContext.Vault;

/// <summary>Keeps merchants' API keys and webhook secrets encrypted in the store: added, rotated and removed while everything runs, and never given back.</summary>
/// <remarks>
/// Registered by <c>UseKeptMerchants()</c>. What changes here counts at the next call to Stripe and for the next webhook, on every node; nothing is changed at Stripe: a key that
/// was seen by somebody else must be revoked there. Each change is on the merchant's audit log, in the same commit: kind, last four characters, who and when. A refusal is a result;
/// exceptions are for what breaks. Who may call this is the host's to decide: whoever may, can point a merchant's refunds at another Stripe account.
/// </remarks>
public interface IMerchantVault
{
    /// <summary>What is kept of a merchant; null if nothing is.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<KeptMerchant?> GetAsync(MerchantId merchant, CancellationToken cancellationToken = default);

    /// <summary>The merchants there are, by their ids, a page at a time.</summary>
    /// <param name="after">The last merchant of the page before; null for the first page.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<IReadOnlyList<KeptMerchant>> ListAsync(MerchantId? after = null, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Adds a merchant with the key that reads. Once more with the same key changes nothing.</summary>
    /// <param name="merchant">Who it is, in the host's words.</param>
    /// <param name="readKey">A restricted (<c>rk_…</c>) or secret (<c>sk_…</c>) key. Its mode is the merchant's from now on.</param>
    /// <param name="by">Who brings it: a person.</param>
    /// <param name="account">The connected account to act for; null for the key's own. It stays: for another, remove the merchant and add it anew.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a person.</exception>
    /// <exception cref="BillingException">The store could not be asked, or the key not be encrypted: nothing is kept, as long as nobody finds otherwise.</exception>
    Task<VaultResult> AddAsync(
        MerchantId merchant, string readKey, Actor by, StripeAccountId? account = null, CancellationToken cancellationToken = default);

    /// <summary>Puts another key in the place of the one that reads.</summary>
    /// <param name="merchant">Whose.</param>
    /// <param name="key">A key of the same mode.</param>
    /// <param name="by">Who brings it: a person.</param>
    /// <param name="seenVersion">The <see cref="KeptMerchant.Version"/> the person saw: refused if somebody changed anything since. Null: whatever is there is replaced.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a person.</exception>
    /// <exception cref="BillingException">The store could not be asked, or the key not be encrypted.</exception>
    Task<VaultResult> SetReadKeyAsync(MerchantId merchant, string key, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Sets the key that refunds and cancels, or puts another in its place. Without one, the read key does that.</summary>
    /// <inheritdoc cref="SetReadKeyAsync"/>
    Task<VaultResult> SetWriteKeyAsync(MerchantId merchant, string key, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Adds a secret that the merchant's webhooks may be signed with, beside those there are: two count while one is being rolled. The same once more changes nothing.</summary>
    /// <param name="merchant">Whose.</param>
    /// <param name="secret">The endpoint's signing secret (<c>whsec_…</c>).</param>
    /// <param name="by">Who brings it: a person.</param>
    /// <param name="seenVersion">As for <see cref="SetReadKeyAsync"/>; null adds it whatever is there.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a person.</exception>
    /// <exception cref="BillingException">The store could not be asked, or the secret not be encrypted.</exception>
    Task<VaultResult> AddWebhookSecretAsync(MerchantId merchant, string secret, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default);

    /// <summary>Removes the write key or a webhook secret. What it signed is rejected from now on. The read key goes only with the merchant.</summary>
    /// <param name="merchant">Whose.</param>
    /// <param name="secretId">Which, by <see cref="KeptSecret.Id"/>.</param>
    /// <param name="by">Who removes it: a person.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a person.</exception>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<VaultResult> RemoveSecretAsync(MerchantId merchant, string secretId, Actor by, CancellationToken cancellationToken = default);

    /// <summary>Removes a merchant and all its secrets. Requests, events and audit log stay; what is open is found out about once the merchant is added again.</summary>
    /// <param name="merchant">Whose.</param>
    /// <param name="by">Who removes it: a person.</param>
    /// <param name="seenVersion">As for <see cref="SetReadKeyAsync"/>; null removes whatever is there.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a person.</exception>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<VaultResult> RemoveAsync(MerchantId merchant, Actor by, long? seenVersion = null, CancellationToken cancellationToken = default);
}
