using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>The id of a payment: a PaymentIntent (<c>pi_…</c>) or, for a payment made without one, its charge (<c>ch_…</c>, <c>py_…</c>).</summary>
/// <remarks><c>default</c> is the empty id, which names nothing.</remarks>
[JsonConverter(typeof(Json))]
public readonly record struct PaymentId
{
    private readonly string? value;

    /// <param name="value">The id as Stripe writes it.</param>
    /// <exception cref="ArgumentException">Not an id, or visibly the id of something else.</exception>
    public PaymentId(string value) => this.value = StripeId.Require(value, "pi_", "ch_", "py_");

    /// <summary>The id as Stripe writes it; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <summary>Whether this names a PaymentIntent rather than a charge.</summary>
    public bool IsPaymentIntent => Value.StartsWith("pi_", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<PaymentId>(text => new PaymentId(text), value => value.Value);
}
