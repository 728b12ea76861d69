using System.Globalization;
using BillingContext.Payments;
using BillingContext.Refunds;

namespace BillingContext.Subscriptions;

/// <summary>What a cancellation would come to. Nothing was recorded and nothing happened.</summary>
public sealed class CancellationPreview
{
    internal CancellationPreview(CancellationKind kind, RefundDecision decision) => (Kind, Decision) = (kind, decision);

    /// <summary>What was asked.</summary>
    public CancellationKind Kind { get; }

    /// <summary>Whether it would be done, with every reason: of the cancellation and of its refund.</summary>
    public RefundDecision Decision { get; }

    /// <summary>The subscription as it is; null if the customer has none such.</summary>
    public Subscription? Subscription { get; internal init; }

    /// <summary>When it would end (UTC); null if it would not, or if that cannot be told.</summary>
    public DateTimeOffset? EndsAt { get; internal init; }

    /// <summary>When it would be paid for next (UTC): the renewal that a cancellation prevents, or that an undo brings back.</summary>
    public DateTimeOffset? RenewsAt { get; internal init; }

    /// <summary>What was paid of the latest invoice; null if nothing was, or it could not be read.</summary>
    public Money? Paid { get; internal init; }

    /// <summary>What a prorated refund would be as of now, with its arithmetic; null where there is none.</summary>
    public Proration? Proration { get; internal init; }

    /// <summary>What would go back of what was asked for; null if nothing would.</summary>
    public Money? Refund { get; internal init; }

    /// <summary>The end in words for the customer: <c>The subscription ends on 15 December 2026 at 10:00 (UTC+01:00).</c></summary>
    /// <param name="zone">The customer's time zone; UTC if null.</param>
    /// <param name="culture">How dates are written; invariant if null.</param>
    /// <returns>Null if nothing would be done.</returns>
    public string? Describe(TimeZoneInfo? zone = null, CultureInfo? culture = null) => this switch
    {
        { Decision.Verdict: not RefundVerdict.Approved } => null,
        { Kind: CancellationKind.Undo, RenewsAt: { } at } => $"The subscription goes on. It renews on {Date(at, zone, culture)}.",
        { Kind: CancellationKind.Now } => "The subscription ends at once." + Money(),
        { EndsAt: { } at } => $"The subscription ends on {Date(at, zone, culture)}, and is not paid for again." + Money(),
        _ => null,
    };

    /// <summary>Kind and decision.</summary>
    public override string ToString() => $"{Kind} {Decision}";

    private string Money() => Refund is { } refund ? $" {refund} go back." : "";

    private static string Date(DateTimeOffset at, TimeZoneInfo? zone, CultureInfo? culture)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone ?? TimeZoneInfo.Utc);
        var offset = local.Offset == TimeSpan.Zero ? "UTC" : local.ToString("'UTC'zzz", CultureInfo.InvariantCulture);
        return $"{local.ToString("d MMMM yyyy", culture ?? CultureInfo.InvariantCulture)} at {local.ToString("HH:mm", CultureInfo.InvariantCulture)} ({offset})";
    }
}
