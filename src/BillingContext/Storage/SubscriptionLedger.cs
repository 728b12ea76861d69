using BillingContext.Subscriptions;

namespace BillingContext.Storage;

/// <summary>Our cancellations of one subscription, and a version that every new one raises.</summary>
/// <param name="Scope">Merchant, account and mode.</param>
/// <param name="Subscription">The subscription.</param>
/// <param name="Version">Raised by every commit that names this ledger; 0 before the first.</param>
/// <param name="Cancellations">All requests for the subscription, oldest first.</param>
public sealed record SubscriptionLedger(
    StripeScope Scope, SubscriptionId Subscription, long Version, IReadOnlyList<CancellationIntent> Cancellations);
