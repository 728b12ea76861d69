using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>The id of a Stripe customer, such as <c>cus_NffrFeUfNV2Hib</c>. <c>default</c> is the empty id, which names nothing.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct CustomerId
{
    private readonly string? value;

    /// <param name="value">The id as Stripe writes it.</param>
    /// <exception cref="ArgumentException">Not an id, or visibly the id of something else.</exception>
    public CustomerId(string value) => this.value = StripeId.Require(value, "cus_");

    /// <summary>The id as Stripe writes it; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<CustomerId>(text => new CustomerId(text), value => value.Value);
}
