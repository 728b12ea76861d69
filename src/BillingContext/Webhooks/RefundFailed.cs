using BillingContext.Payments;

namespace BillingContext.Webhooks;

/// <summary>A refund failed: its money is back with the merchant, and the customer must get it another way.</summary>
/// <remarks>Told of <c>refund.failed</c>, and of the older <c>charge.refund.updated</c> where the refund is failed by now. An endpoint that hears both tells of one failure twice: the refund's id does things once.</remarks>
/// <param name="Event">The event that told.</param>
/// <param name="Customer">Whose payment; null for a guest's.</param>
/// <param name="Payment">The payment as it is now; null if it could not be read.</param>
/// <param name="Refund">The refund as it is now, with <see cref="Payments.Refund.FailureReason"/>; null if it could not be read.</param>
public sealed record RefundFailed(WebhookEvent Event, CustomerId? Customer, Payment? Payment, Refund? Refund);
