using System.Text.Json.Serialization;

namespace BillingContext.Customers;

/// <summary>A customer's record at Stripe. Name, e-mail and phone are left out of <c>ToString</c> and of JSON.</summary>
/// <remarks>Source: https://docs.stripe.com/api/customers/object.</remarks>
public sealed record Customer
{
    /// <summary>The customer's id.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>Deleted at Stripe: the id is all that is left, though its payments can still be read.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Live mode rather than test mode.</summary>
    public bool Livemode { get; init; }

    /// <summary>The e-mail as it was stored, in its own case; null if none or deleted.</summary>
    [JsonIgnore]
    public string? Email { get; init; }

    /// <summary>The name, if stored.</summary>
    [JsonIgnore]
    public string? Name { get; init; }

    /// <summary>The phone number, if stored.</summary>
    [JsonIgnore]
    public string? Phone { get; init; }

    /// <summary>When the record was made (UTC); null if deleted.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The latest invoice is unpaid and overdue.</summary>
    public bool IsDelinquent { get; init; }

    /// <summary>What the next invoice is adjusted by: negative is credit to the customer. Null without a currency.</summary>
    public Money? Balance { get; init; }

    /// <summary>The id, and whether deleted.</summary>
    public override string ToString() => IsDeleted ? $"{Id} (deleted)" : Id.Value;
}
