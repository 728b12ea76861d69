using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>Reads words that Stripe repeats in every object (statuses, brands, currencies) without a new string for each.</summary>
internal sealed class WireTextConverter : JsonConverter<string?>
{
    private const int LongestWord = 32;

    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "succeeded", "pending", "failed", "canceled", "processing", "requires_action", "requires_capture", "requires_confirmation",
        "requires_payment_method", "active", "trialing", "past_due", "unpaid", "paused", "incomplete", "incomplete_expired",
        "draft", "open", "paid", "void", "uncollectible", "warning_needs_response", "warning_under_review", "warning_closed",
        "needs_response", "under_review", "won", "lost", "prevented", "requested_by_customer", "duplicate", "fraudulent",
        "usd", "eur", "gbp", "cad", "aud", "jpy", "chf", "sek", "nok", "dkk", "inr", "brl", "mxn", "sgd", "pln", "nzd",
        "card", "link", "us_bank_account", "sepa_debit", "klarna", "paypal", "visa", "mastercard", "amex", "discover", "jcb", "diners",
        "credit", "debit", "prepaid", "unknown", "apple_pay", "google_pay", "refund", "reversal", "available", "unavailable",
        "acquirer_reference_number", "month", "year", "week", "day", "subscription_create", "subscription_cycle", "subscription_update", "manual", "Payment complete.",
    ]);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            // A number or an object where a word belongs: newer than we are, and not worth losing the payment for.
            reader.Skip();
            return null;
        }

        if ((reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) > LongestWord)
        {
            return reader.GetString();
        }

        Span<char> word = stackalloc char[LongestWord];
        word = word[..reader.CopyString(word)];
        return Known.TryGetValue(word, out var known) ? known : word.ToString();
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
