namespace BillingContext.Vault;

/// <summary>What became of a change to the vault.</summary>
public enum VaultOutcome
{
    /// <summary>Nothing was changed; <see cref="VaultResult.Code"/> says why.</summary>
    Refused = 0,

    /// <summary>It was so already: nothing was changed, and nothing is on the audit log.</summary>
    Unchanged,

    /// <summary>It is so now, on every node.</summary>
    Changed,
}
