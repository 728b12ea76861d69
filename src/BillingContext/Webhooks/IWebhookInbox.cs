namespace BillingContext.Webhooks;

/// <summary>The events that are received and not yet dealt with. Works through them by itself in a host; call it where there is none.</summary>
public interface IWebhookInbox
{
    /// <summary>Takes up every event that is due, of all merchants, several at a time. Safe to run on any number of nodes at once.</summary>
    /// <remarks>
    /// What an event is about is read anew at Stripe, so neither order nor number matters. An event that fails is tried again later, ever less
    /// often, and no other waits for it; one whose handlers fail <see cref="BillingContextOptions.WebhookAttempts"/> times is set aside.
    /// </remarks>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<WebhookSweep> SweepAsync(CancellationToken cancellationToken = default);

    /// <summary>After an outage: asks Stripe for everything that happened since an instant, and receives what was missed. Nothing is received twice.</summary>
    /// <remarks>
    /// Stripe itself sends again for three days, and remembers for 30: this is for an endpoint that was away for longer, was set up wrong, or whose store lost
    /// its last commits. The key needs <c>rak_event_read</c>. One call to Stripe for a hundred events; what was received before it fails or is
    /// cancelled stays received, and it may begin again.
    /// </remarks>
    /// <param name="merchant">Whose events.</param>
    /// <param name="since">The earliest instant (UTC); better too early than too late.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="BillingException">The merchant is unknown, or Stripe or the store could not be asked.</exception>
    Task<WebhookCatchUp> CatchUpAsync(MerchantId merchant, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>How much waits, and how long it has: for a metric, a health check, an alert.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<WebhookBacklog> GetBacklogAsync(CancellationToken cancellationToken = default);

    /// <summary>A merchant's events that wait, the longest due first, at most 1,000; those that failed say why.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<IReadOnlyList<WebhookReceipt>> ListWaitingAsync(MerchantId merchant, CancellationToken cancellationToken = default);

    /// <summary>A merchant's events that were set aside, the latest first, at most 1,000, as long as events are remembered.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<IReadOnlyList<WebhookReceipt>> ListSetAsideAsync(MerchantId merchant, CancellationToken cancellationToken = default);

    /// <summary>Makes an event that was set aside, or that waits for its next attempt, due at once.</summary>
    /// <param name="scope">Merchant, account and mode, as in <see cref="WebhookReceipt.Scope"/>.</param>
    /// <param name="eventId">The event's id.</param>
    /// <param name="by">Who wants it: it is on the audit log, in the same commit.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False if no such event waits: it is not known, already handled, or somebody is at work on it.</returns>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<bool> ReplayAsync(StripeScope scope, string eventId, Actor by, CancellationToken cancellationToken = default);
}
