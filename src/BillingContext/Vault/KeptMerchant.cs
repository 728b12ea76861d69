namespace BillingContext.Vault;

/// <summary>What can be seen of a merchant whose secrets are kept.</summary>
public sealed record KeptMerchant
{
    /// <summary>The merchant, its connected account if there is one, and live or test mode.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>Counts the changes. Name it with a change that must not overrule what somebody else just did.</summary>
    public required long Version { get; init; }

    /// <summary>What is kept: the read key first, then the write key, then webhook secrets as they came.</summary>
    public required IReadOnlyList<KeptSecret> Secrets { get; init; }

    /// <summary>Whether its record is not what was written: the merchant is closed until the row is restored from a backup. Nothing else that is said here counts then.</summary>
    public bool IsAltered { get; init; }

    /// <summary>Scope and secrets as they can be seen, such as <c>acme/own/test: ReadKey …4242</c>.</summary>
    public override string ToString() => IsAltered ? $"{Scope.Merchant}: altered" : $"{Scope}: {string.Join(", ", Secrets)}";

    internal static KeptMerchant? Of(KeptCredentials? kept) => kept is null or { IsRemoved: true } ? null : new KeptMerchant
    {
        Scope = kept.Scope,
        Version = kept.Version,
        IsAltered = kept.IsAltered,
        Secrets = [.. kept.Secrets.Select(secret => secret.Shown).OrderBy(shown => shown.Kind switch { SecretKind.ReadKey => 0, SecretKind.WriteKey => 1, _ => 2 })],
    };
}
