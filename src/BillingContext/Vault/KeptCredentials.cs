namespace BillingContext.Vault;

/// <summary>A merchant's secrets as a store keeps them. Holds protected texts only.</summary>
public sealed record KeptCredentials
{
    /// <summary>Whose, in which account and mode. All of it is tied to each secret, and stays what it is until all of them are removed.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>Counts the changes; the store raises it. Goes on where a merchant is removed and comes again.</summary>
    public long Version { get; init; }

    /// <summary>The read key, maybe a write key, and webhook secrets; empty once the merchant was removed.</summary>
    public IReadOnlyList<ProtectedSecret> Secrets { get; init; } = [];

    /// <summary>Whether the record is not what was written. A store lists such a merchant all the same, so that one does not hide the others; of its scope only the merchant counts.</summary>
    public bool IsAltered { get; init; }

    /// <summary>Whether the merchant was removed: a store then neither finds nor lists it, and remembers only its version.</summary>
    public bool IsRemoved => Secrets.Count == 0 && !IsAltered;

    /// <summary>Scope, version, and what can be seen of each secret.</summary>
    public override string ToString() => $"{Scope} v{Version} {string.Join(", ", Secrets)}".TrimEnd();
}
