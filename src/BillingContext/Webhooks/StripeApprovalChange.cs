using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>An approval that the merchant's Stripe account demands was asked for, given, refused or executed.</summary>
/// <remarks>Stripe executes what was approved itself. A request of ours that waits for it is looked at soon after, and its state tells what became of it.</remarks>
/// <param name="Event">The event that told; its <see cref="WebhookEvent.ObjectId"/> is the approval's.</param>
/// <param name="RequestId">The refund or cancellation of ours that waits for it; null if none does, or does any more.</param>
/// <param name="Customer">Whose; null where <paramref name="RequestId"/> is, and for a guest's.</param>
/// <param name="Payment">Which payment a refund of ours is of.</param>
/// <param name="Subscription">Which subscription a cancellation of ours is of.</param>
public sealed record StripeApprovalChange(WebhookEvent Event, string? RequestId, CustomerId? Customer, PaymentId? Payment, SubscriptionId? Subscription);
