using System.Globalization;

namespace BillingContext.Testing.Internal.Rendering;

/// <summary>A dated version of the API, "2026-07-29.dahlia" say: https://docs.stripe.com/api/versioning</summary>
internal sealed record ApiVersion(string Text)
{
    public static ApiVersion Default { get; } = new("2026-07-29.dahlia");

    /// <summary>Refunds carry their customer and payment method: https://docs.stripe.com/changelog</summary>
    public bool RefundsNameTheCustomer => IsSince("2026-07-29");

    /// <summary>Charges no longer carry their refunds unasked: https://docs.stripe.com/upgrades#2022-11-15</summary>
    public bool ChargesCarryRefunds => !IsSince("2022-11-15");

    /// <summary>Periods sit on subscription items and payments beside invoices: https://docs.stripe.com/changelog/basil</summary>
    public bool IsBasilOrLater => IsSince("2025-03-31");

    public static ApiVersion? Parse(string text)
    {
        var date = text.Length > 10 && text[10] == '.' ? text[..10] : text;
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new ApiVersion(text)
            : null;
    }

    private bool IsSince(string date) => string.CompareOrdinal(Text, 0, date, 0, 10) >= 0;
}
