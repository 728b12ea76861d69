using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>The id of a Stripe subscription, such as <c>sub_1MowQVLkdIwHu7ixeRlqHVzs</c>. <c>default</c> is the empty id, which names nothing.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct SubscriptionId
{
    private readonly string? value;

    /// <param name="value">The id as Stripe writes it.</param>
    /// <exception cref="ArgumentException">Not an id, or visibly the id of something else.</exception>
    public SubscriptionId(string value) => this.value = StripeId.Require(value, "sub_");

    /// <summary>The id as Stripe writes it; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<SubscriptionId>(text => new SubscriptionId(text), value => value.Value);
}
