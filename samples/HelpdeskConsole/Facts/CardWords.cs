using System.Globalization;
using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>A card as agents and customers call it: <c>Visa •••• 4242</c>.</summary>
internal static class CardWords
{
    internal static string Of(CardDetails card)
    {
        var brand = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(card.Brand ?? "card");
        return $"{brand} •••• {card.LastFour ?? "????"}";
    }
}
