namespace BillingContext.Vault;

/// <summary>What can be seen of a secret once it is kept: everything but the secret.</summary>
public sealed record KeptSecret
{
    /// <summary>Tells a merchant's secrets apart, and says which webhook secret to remove. Never given twice.</summary>
    public required string Id { get; init; }

    /// <summary>What it is for.</summary>
    public required SecretKind Kind { get; init; }

    /// <summary>Its last four characters, for people to tell secrets apart.</summary>
    public required string LastFour { get; init; }

    /// <summary>When it was kept (UTC).</summary>
    public required DateTimeOffset KeptAt { get; init; }

    /// <summary>Who brought it.</summary>
    public required Actor KeptBy { get; init; }

    /// <summary>A line for people, such as <c>ReadKey …4242</c>.</summary>
    public override string ToString() => $"{Kind} …{LastFour}";
}
