using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>Reads texts that an answer repeats (its customer, a card, what the payment says and its charge says again) as one string.</summary>
internal sealed class WireStringConverter : JsonConverter<string?>
{
    private const int Slots = 256;
    private const int LongestText = 64;
    private const int TailLength = 8;

    // Scratch space, not state: empty before and after each answer, and one answer is read on one thread without a pause.
    [ThreadStatic]
    private static string?[]? recent;

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    internal static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > LongestText)
        {
            return reader.GetString();
        }

        ref var slot = ref (recent ??= new string?[Slots])[SlotOf(reader.ValueSpan)];
        return slot is { } known && Ascii.Equals(reader.ValueSpan, known) ? known : slot = reader.GetString();
    }

    /// <summary>Ends an answer: what was read of one customer is not kept for the next.</summary>
    internal static void Forget() => recent.AsSpan().Clear();

    /// <summary>Stripe's ids begin alike and end differently.</summary>
    private static int SlotOf(ReadOnlySpan<byte> text)
    {
        var hash = (uint)text.Length;
        foreach (var letter in text[^Math.Min(TailLength, text.Length)..])
        {
            hash = (hash * 31) + letter;
        }

        return (int)(hash % Slots);
    }
}
