using BillingContext.Payments;

namespace HelpdeskConsole.Facts;

/// <summary>One subscription of the panel.</summary>
internal sealed record SubscriptionLine(
    string Id, SubscriptionStatus Status, string StripeStatus, IReadOnlyList<string> Items, DateTimeOffset? PeriodEnd, bool EndsWithPeriod, Uri Link)
{
    internal static SubscriptionLine Of(Subscription subscription, DashboardLinks links) => new(
        subscription.Id.Value,
        subscription.Status,
        subscription.StripeStatus,
        [.. subscription.Items.Select(Describe)],
        subscription.CurrentPeriodEnd,
        subscription.CancelAtPeriodEnd,
        links.For(subscription.Id));

    private static string Describe(SubscriptionItem item)
    {
        var every = item.IntervalCount > 1 ? $"every {item.IntervalCount} {item.Interval}s" : $"a {item.Interval}";
        var times = item.Quantity is > 1 ? $"{item.Quantity} × " : "";
        return item.UnitAmount is { } price ? $"{times}{price} {every}" : $"{times}{item.PriceId}";
    }
}
