using BillingContext.Vault;
using Microsoft.AspNetCore.DataProtection;

namespace BillingContext.AspNetCore.Internal;

/// <summary>
/// Encrypts by Data Protection, with merchant, account, mode and kind as purposes: they are authenticated with the text, so that it decrypts in its own place only. A revoked
/// key does not decrypt either. Never change a purpose: what is kept under it would be lost.
/// </summary>
internal sealed class DataProtectionSecrets(IDataProtectionProvider provider) : ISecretProtector
{
    private const string Purpose = "BillingContext.Secrets.v1";

    public ValueTask<string> ProtectAsync(StripeScope scope, SecretKind kind, string secret, CancellationToken cancellationToken) =>
        new(ProtectorOf(scope, kind).Protect(secret));

    public ValueTask<string> UnprotectAsync(StripeScope scope, SecretKind kind, string protectedText, CancellationToken cancellationToken) =>
        new(ProtectorOf(scope, kind).Unprotect(protectedText));

    // The words are written here and not taken from the enum's names, which may change. No account has the empty id.
    private IDataProtector ProtectorOf(StripeScope scope, SecretKind kind) => provider.CreateProtector(
        Purpose,
        scope.Merchant.Value,
        scope.Account?.Value ?? "",
        scope.Livemode ? "live" : "test",
        kind switch
        {
            SecretKind.ReadKey => "read_key",
            SecretKind.WriteKey => "write_key",
            SecretKind.WebhookSecret => "webhook_secret",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of secret."),
        });
}
