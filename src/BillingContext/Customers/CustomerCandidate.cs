using System.Text.Json.Serialization;

namespace BillingContext.Customers;

/// <summary>One of the customers a ticket's e-mail may mean, with what an agent needs to tell them apart.</summary>
public sealed record CustomerCandidate
{
    /// <summary>The customer's id.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>The name, if stored. Left out of <c>ToString</c> and of JSON.</summary>
    [JsonIgnore]
    public string? Name { get; init; }

    /// <summary>The e-mail in the case it was stored. Left out of <c>ToString</c> and of JSON.</summary>
    [JsonIgnore]
    public string? Email { get; init; }

    /// <summary>When the customer was made (UTC).</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The id only.</summary>
    public override string ToString() => Id.Value;
}
