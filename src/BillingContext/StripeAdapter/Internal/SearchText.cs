namespace BillingContext.StripeAdapter.Internal;

/// <summary>Puts text from outside into Stripe's search language (https://docs.stripe.com/search#search-query-language).</summary>
internal static class SearchText
{
    /// <summary>A quoted string that stands for exactly this text, whatever is in it.</summary>
    internal static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
