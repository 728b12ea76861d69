using BillingContext.Vault;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="KeptCredentials"/> as it is stored.</summary>
internal sealed record CredentialsBody
{
    public required string Merchant { get; init; }
    public string? Account { get; init; }
    public required bool Livemode { get; init; }
    public required long Version { get; init; }
    public required IReadOnlyList<SecretBody> Secrets { get; init; }

    internal static CredentialsBody Of(KeptCredentials kept) => new()
    {
        Merchant = kept.Scope.Merchant.Value,
        Account = kept.Scope.Account?.Value,
        Livemode = kept.Scope.Livemode,
        Version = kept.Version,
        Secrets = [.. kept.Secrets.Select(SecretBody.Of)],
    };

    internal KeptCredentials ToRecord() => new()
    {
        Scope = Ids.Scope(Merchant, Account, Livemode),
        Version = Version,
        Secrets = [.. Secrets.Select(secret => secret.ToRecord())],
    };
}
