using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>The id of a Stripe account, here a connected one, such as <c>acct_1032D82eZvKYlo2C</c>. <c>default</c> is the empty id, which names nothing.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct StripeAccountId
{
    private readonly string? value;

    /// <param name="value">The id as Stripe writes it.</param>
    /// <exception cref="ArgumentException">Not an id, or visibly the id of something else.</exception>
    public StripeAccountId(string value) => this.value = StripeId.Require(value, "acct_");

    /// <summary>The id as Stripe writes it; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<StripeAccountId>(text => new StripeAccountId(text), value => value.Value);
}
