namespace BillingContext.Vault;

/// <summary>Encrypts what the vault keeps. Bring your own key service, or use <c>UseDataProtection()</c> of <c>BillingContext.AspNetCore</c>.</summary>
/// <remarks>
/// Scope and kind must be tied to the secret as associated data, or as the key's purpose: what was protected under one pair must fail to decrypt under any other, so that
/// a text moved to another merchant's row, another account, mode or kind is worth nothing. It must also fail when a single letter was changed: use authenticated encryption.
/// Asked on every call to Stripe and for every webhook. Register it as a singleton; it is called from several threads.
/// </remarks>
public interface ISecretProtector
{
    /// <summary>Encrypts a secret into text that a store may keep.</summary>
    /// <param name="scope">Whose secret it is, of which account and mode.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="secret">The secret. Neither log it nor put it into an exception.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    ValueTask<string> ProtectAsync(StripeScope scope, SecretKind kind, string secret, CancellationToken cancellationToken);

    /// <summary>Decrypts what was protected under the same scope and kind, and throws for everything else.</summary>
    /// <param name="scope">Whose secret it must be.</param>
    /// <param name="kind">What it must be for.</param>
    /// <param name="protectedText">What the store gave back.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The secret. It is not kept.</returns>
    ValueTask<string> UnprotectAsync(StripeScope scope, SecretKind kind, string protectedText, CancellationToken cancellationToken);
}
