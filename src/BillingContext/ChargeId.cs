using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>The id of a Stripe charge: one attempt to take money, such as <c>ch_3MmlLrLkdIwHu7ix0snN0B15</c>. <c>default</c> is the empty id, which names nothing.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct ChargeId
{
    private readonly string? value;

    /// <param name="value">The id as Stripe writes it.</param>
    /// <exception cref="ArgumentException">Not an id, or visibly the id of something else.</exception>
    public ChargeId(string value) => this.value = StripeId.Require(value, "ch_", "py_");

    /// <summary>The id as Stripe writes it; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<ChargeId>(text => new ChargeId(text), value => value.Value);
}
