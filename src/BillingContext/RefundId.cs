using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>The id of a Stripe refund, such as <c>re_1Nispe2eZvKYlo2Cd31jOCgZ</c>. <c>default</c> is the empty id, which names nothing.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct RefundId
{
    private readonly string? value;

    /// <param name="value">The id as Stripe writes it.</param>
    /// <exception cref="ArgumentException">Not an id, or visibly the id of something else.</exception>
    public RefundId(string value) => this.value = StripeId.Require(value, "re_");

    /// <summary>The id as Stripe writes it; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<RefundId>(text => new RefundId(text), value => value.Value);
}
