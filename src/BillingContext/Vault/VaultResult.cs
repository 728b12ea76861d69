namespace BillingContext.Vault;

/// <summary>What became of a change to the vault. It holds no secret.</summary>
public sealed class VaultResult
{
    private VaultResult(VaultOutcome outcome, string code, string message, KeptMerchant? merchant) =>
        (Outcome, Code, Message, Merchant) = (outcome, code, message, merchant);

    /// <summary>Whether it was made.</summary>
    public VaultOutcome Outcome { get; }

    /// <summary>A stable code, such as <c>vault.wrong_mode</c>; see docs/errors.md.</summary>
    public string Code { get; }

    /// <summary>A sentence for whoever asked, with what to do where it was refused.</summary>
    public string Message { get; }

    /// <summary>What is kept of the merchant now; null if nothing is.</summary>
    public KeptMerchant? Merchant { get; }

    /// <summary>Outcome and code.</summary>
    public override string ToString() => $"{Outcome} ({Code})";

    internal static VaultResult Changed(string message, KeptCredentials now) => new(VaultOutcome.Changed, "vault.changed", message, KeptMerchant.Of(now));

    internal static VaultResult Unchanged(string message, KeptCredentials? now) => new(VaultOutcome.Unchanged, "vault.unchanged", message, KeptMerchant.Of(now));

    internal static VaultResult Refused(string code, string message, KeptCredentials? now) => new(VaultOutcome.Refused, code, message, KeptMerchant.Of(now));
}
