using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>The host's own number of the conversation something was done in; kept in the audit log. <c>default</c> is no ticket.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct TicketReference
{
    private const int MaxLength = 200;

    private readonly string? value;

    /// <param name="value">Up to 200 characters, and none that controls or that cannot be seen.</param>
    /// <exception cref="ArgumentException">The text is empty, too long or has such characters.</exception>
    public TicketReference(string value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > MaxLength || !SafeText.IsLine(value))
        {
            throw new ArgumentException($"A ticket reference is 1 to {MaxLength} characters, and none that controls or that cannot be seen.", nameof(value));
        }

        this.value = value;
    }

    /// <summary>The reference as text; empty for <c>default</c>.</summary>
    public string Value => value ?? "";

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<TicketReference>(text => new TicketReference(text), value => value.Value);
}
