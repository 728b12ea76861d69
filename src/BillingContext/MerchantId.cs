using System.Buffers;
using System.Text.Json.Serialization;
using BillingContext.Internal;

namespace BillingContext;

/// <summary>Which merchant a call is about, in the host's own words. A host with one merchant uses <see cref="Default"/>, which is also <c>default</c>.</summary>
[JsonConverter(typeof(Json))]
public readonly record struct MerchantId
{
    private const string DefaultValue = "default";
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:");

    // Null for the default merchant however it was made, so that default(MerchantId) equals it.
    private readonly string? value;

    /// <param name="value">1 to 128 letters, digits and <c>_ - . :</c>; case counts.</param>
    /// <exception cref="ArgumentException">The text is empty, too long or has other characters.</exception>
    public MerchantId(string value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > MaxLength || value.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw new ArgumentException($"A merchant id is 1 to {MaxLength} letters, digits and '_-.:'.", nameof(value));
        }

        this.value = value == DefaultValue ? null : value;
    }

    /// <summary>The merchant of a host that has only one.</summary>
    public static MerchantId Default => default;

    /// <summary>The id as text.</summary>
    public string Value => value ?? DefaultValue;

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal sealed class Json() : TextJsonConverter<MerchantId>(text => new MerchantId(text), value => value.Value);
}
