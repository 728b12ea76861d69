namespace BillingContext.Refunds;

/// <summary>An approval that the merchant's Stripe account demands by rules of its own (https://docs.stripe.com/account/approvals).</summary>
/// <param name="Id">Stripe's id of the approval request.</param>
/// <param name="DashboardUrl">Where it is given.</param>
/// <param name="ExpiresAt">Until when (UTC).</param>
public sealed record StripeApproval(string Id, Uri? DashboardUrl, DateTimeOffset? ExpiresAt);
