namespace BillingContext.Webhooks;

/// <summary>Hears of changes at Stripe. Add with <c>AddWebhookHandler&lt;T&gt;()</c>; made anew in its own scope for each event.</summary>
/// <remarks>
/// Runs only after the signature was verified and the event recorded, at least once for each event and more than once after a
/// failure: use the event's id to do things once. An exception makes Stripe send the event again.
/// </remarks>
/// <typeparam name="TChange">
/// <see cref="RefundChange"/>, <see cref="DisputeChange"/>, <see cref="FraudWarningChange"/>, <see cref="PaymentChange"/>, <see cref="SubscriptionChange"/>,
/// <see cref="InvoiceChange"/>, <see cref="CustomerChange"/> or <see cref="StripeApprovalChange"/>; or of these only <see cref="RefundFailed"/>,
/// <see cref="DisputeOpened"/> or <see cref="DisputeClosed"/>.
/// </typeparam>
public interface IWebhookHandler<in TChange>
{
    /// <summary>Deals with one change.</summary>
    Task HandleAsync(TChange change, CancellationToken cancellationToken);
}
