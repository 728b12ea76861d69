using BillingContext.Vault;

namespace BillingContext.Relational.Internal.Bodies;

/// <summary>A <see cref="ProtectedSecret"/> as it is stored.</summary>
internal sealed record SecretBody
{
    public required string Id { get; init; }
    public required SecretKind Kind { get; init; }
    public required string LastFour { get; init; }
    public required DateTimeOffset KeptAt { get; init; }
    public required ActorBody KeptBy { get; init; }
    public required string Protected { get; init; }

    internal static SecretBody Of(ProtectedSecret secret) => new()
    {
        Id = secret.Shown.Id,
        Kind = secret.Shown.Kind,
        LastFour = secret.Shown.LastFour,
        KeptAt = secret.Shown.KeptAt,
        KeptBy = ActorBody.Of(secret.Shown.KeptBy),
        Protected = secret.Text,
    };

    internal ProtectedSecret ToRecord() =>
        new(new KeptSecret { Id = Id, Kind = Kind, LastFour = LastFour, KeptAt = KeptAt, KeptBy = KeptBy.ToRecord() }, Protected);
}
