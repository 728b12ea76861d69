using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/customers/object</summary>
internal sealed class WireCustomer : IWireObject
{
    public string? Id { get; set; }

    public bool? Deleted { get; set; }

    public bool? Livemode { get; set; }

    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public long? Created { get; set; }

    public bool? Delinquent { get; set; }

    public long? Balance { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Currency { get; set; }
}
