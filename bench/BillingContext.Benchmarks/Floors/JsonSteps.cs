using System.Text.Json;

namespace BillingContext.Benchmarks.Floors;

/// <summary>The few steps every floor takes through JSON. They trust what they read: it was written by the run itself.</summary>
internal static class JsonSteps
{
    // Words that come a hundred times on a page; a string for each of them would be work nobody sees.
    private static readonly string[] Words =
    [
        "succeeded", "usd", "card", "visa", "mastercard", "credit", "debit", "pending", "refund", "acquirer_reference_number",
        "requested_by_customer", "Payment complete.",
    ];

    private static readonly byte[][] WordBytes = [.. Words.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>Steps to the next property's name, and past the object's end if there is none.</summary>
    internal static bool NextProperty(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Steps into the value if it is an object.</summary>
    internal static bool EnterObject(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    /// <summary>Steps to an array's next object, and past its end if there is none.</summary>
    internal static bool NextItem(this ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    internal static void SkipValue(this ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    internal static string? Text(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    internal static string? Word(this ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        for (var i = 0; i < WordBytes.Length; i++)
        {
            if (reader.ValueSpan.SequenceEqual(WordBytes[i]))
            {
                return Words[i];
            }
        }

        return reader.GetString();
    }

    internal static long Number(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? 0 : reader.GetInt64();
    }

    internal static bool Flag(this ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.True;
    }

    internal static DateTimeOffset Instant(this ref Utf8JsonReader reader) => DateTimeOffset.FromUnixTimeSeconds(reader.Number());

    /// <summary>Whether the value is anything but null.</summary>
    internal static bool Present(this ref Utf8JsonReader reader)
    {
        reader.Read();
        var isPresent = reader.TokenType != JsonTokenType.Null;
        reader.Skip();
        return isPresent;
    }
}
