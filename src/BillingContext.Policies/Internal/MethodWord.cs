namespace BillingContext.Policies.Internal;

/// <summary>Stripe's words for payment methods: <c>card</c>, <c>sepa_debit</c>, <c>p24</c>. There are new ones every year, so only the shape is known.</summary>
internal static class MethodWord
{
    private const int MaxLength = 40;

    internal static bool IsValid(string text) =>
        text.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterLower(text[0])
        && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
