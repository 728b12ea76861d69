namespace BillingContext.Payments;

/// <summary>When a refund should be on the customer's account, in business days from the day it was made.</summary>
/// <remarks>Weekends are skipped; bank holidays are not known. Source of the numbers: <see cref="Source"/>.</remarks>
public sealed record ExpectedArrival
{
    private ExpectedArrival(DateOnly madeOn, int fastest, int slowest, Uri source) =>
        (FastestBusinessDays, SlowestBusinessDays, Earliest, Latest, WindowSource) =
        (fastest, slowest, AddBusinessDays(madeOn, fastest), AddBusinessDays(madeOn, slowest), source);

    /// <summary>Where Stripe states these windows.</summary>
    public static Uri Source { get; } = new("https://docs.stripe.com/refunds");

    /// <summary>The page that states this one.</summary>
    public Uri WindowSource { get; }

    /// <summary>The fewest business days.</summary>
    public int FastestBusinessDays { get; }

    /// <summary>The most business days.</summary>
    public int SlowestBusinessDays { get; }

    /// <summary>The first day it may be there (UTC day).</summary>
    public DateOnly Earliest { get; }

    /// <summary>The last day it should be there (UTC day).</summary>
    public DateOnly Latest { get; }

    /// <summary>When a refund should arrive.</summary>
    /// <param name="refund">The refund.</param>
    /// <param name="methodType">How the payment was made, see <see cref="Payment.MethodType"/>.</param>
    /// <returns>Null where Stripe states no window, for a reversal, and for a refund that failed, was canceled or waits for the customer.</returns>
    public static ExpectedArrival? For(Refund refund, string? methodType)
    {
        ArgumentNullException.ThrowIfNull(refund);
        return refund is { Status: RefundStatus.Pending or RefundStatus.Succeeded, Kind: not RefundKind.Reversal } ? For(refund.CreatedAt, methodType) : null;
    }

    internal static ExpectedArrival? For(DateTimeOffset madeAt, string? methodType)
    {
        (int Fastest, int Slowest, string Page)? window = methodType switch
        {
            "card" => (5, 10, "refunds"),
            "us_bank_account" => (1, 3, "payments/ach-direct-debit"),
            "sepa_debit" => (3, 5, "payments/sepa-debit"),
            "p24" => (1, 3, "payments/p24"),
            "blik" => (0, 1, "payments/blik"),
            "klarna" => (5, 7, "payments/klarna"),
            "afterpay_clearpay" => (1, 10, "payments/afterpay-clearpay"),
            "affirm" => (1, 2, "payments/affirm"),
            _ => null,
        };
        return window is { } days
            ? new ExpectedArrival(DateOnly.FromDateTime(madeAt.UtcDateTime), days.Fastest, days.Slowest, new Uri($"https://docs.stripe.com/{days.Page}"))
            : null;
    }

    /// <summary>A day so many business days later.</summary>
    internal static DateOnly BusinessDaysAfter(DateTimeOffset instant, int count) => AddBusinessDays(DateOnly.FromDateTime(instant.UtcDateTime), count);

    /// <summary>The window, such as <c>2026-11-09 to 2026-11-16</c>.</summary>
    public override string ToString() => $"{Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}";

    private static DateOnly AddBusinessDays(DateOnly day, int count)
    {
        // Stripe's clock may say anything; after the last day there is no other.
        while (count > 0 && day < DateOnly.MaxValue)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                count--;
            }
        }

        return day;
    }
}
