using System.Security.Cryptography;
using System.Text;
using BillingContext.Vault;

namespace BillingContext.Tests.Framework;

/// <summary>A protector as a host would write it: AES-GCM, with scope and kind as associated data. Its key can be lost.</summary>
internal sealed class BoundProtector : ISecretProtector
{
    private byte[] key = RandomNumberGenerator.GetBytes(32);

    internal void LoseKey() => key = RandomNumberGenerator.GetBytes(32);

    public ValueTask<string> ProtectAsync(StripeScope scope, SecretKind kind, string secret, CancellationToken cancellationToken)
    {
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        var (nonce, plain, tag) = (RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize), Encoding.UTF8.GetBytes(secret), new byte[AesGcm.TagByteSizes.MaxSize]);
        var cipher = new byte[plain.Length];
        aes.Encrypt(nonce, plain, cipher, tag, BoundTo(scope, kind));
        return new(Convert.ToBase64String([.. nonce, .. tag, .. cipher]));
    }

    public ValueTask<string> UnprotectAsync(StripeScope scope, SecretKind kind, string protectedText, CancellationToken cancellationToken)
    {
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        var (all, from) = (Convert.FromBase64String(protectedText), AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize);
        var plain = new byte[all.Length - from];
        aes.Decrypt(all.AsSpan(0, AesGcm.NonceByteSizes.MaxSize), all.AsSpan(from), all.AsSpan(AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize), plain, BoundTo(scope, kind));
        return new(Encoding.UTF8.GetString(plain));
    }

    private static byte[] BoundTo(StripeScope scope, SecretKind kind) => Encoding.UTF8.GetBytes($"{scope}|{kind}");
}
