namespace BillingContext.Payments;

/// <summary>One thing a subscription pays for.</summary>
/// <param name="PriceId">Stripe's id of the price.</param>
/// <param name="ProductId">Stripe's id of the product.</param>
/// <param name="UnitAmount">The price of one; null if it is metered or tiered.</param>
/// <param name="Quantity">How many; null if metered.</param>
/// <param name="Interval">Stripe's word for the period, such as <c>month</c>.</param>
/// <param name="IntervalCount">How many of the period.</param>
public sealed record SubscriptionItem(
    string PriceId, string? ProductId, Money? UnitAmount, long? Quantity, string? Interval, int IntervalCount);
