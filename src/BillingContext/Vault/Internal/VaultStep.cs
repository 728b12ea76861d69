namespace BillingContext.Vault.Internal;

/// <summary>What a change comes to on what is kept: an answer, or what is to be written.</summary>
internal sealed record VaultStep(VaultResult? Answer, KeptCredentials? Next = null, string Action = "", SecretKind Kind = default, string Message = "")
{
    internal static VaultStep Refused(string code, string message, KeptCredentials? kept) => new(VaultResult.Refused(code, message, kept));

    internal static VaultStep Unchanged(string message, KeptCredentials? kept) => new(VaultResult.Unchanged(message, kept));

    internal static VaultStep Unknown(MerchantId merchant) =>
        Refused("vault.merchant_unknown", $"Nothing is kept for merchant '{merchant}'. Add it with its read key first.", null);
}
