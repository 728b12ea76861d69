namespace BillingContext.Refunds;

/// <summary>Stops a merchant's refunds and cancellations at once, on all nodes and over restarts, and lets them go on.</summary>
/// <remarks>
/// When <see cref="StopAsync"/> returns, nothing that it holds back is recorded any more, so nothing new is asked of Stripe. What was recorded
/// before may be on its way: it leaves within its lease of about two minutes or not at all, and <see cref="IRefundReconciler.ListOpenAsync"/> shows
/// it. Reading, settling what happened and webhooks go on.
/// </remarks>
public interface IMerchantSwitch
{
    /// <summary>What is stopped; null for nothing.</summary>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task<MerchantStop?> GetAsync(MerchantId merchant, CancellationToken cancellationToken = default);

    /// <summary>Stops. Anybody may: a person, or the alarm of a host that saw something strange. Once more is no harm.</summary>
    /// <param name="merchant">Whose refunds and cancellations.</param>
    /// <param name="what">What is held back. A stop that holds back as much or more stays as it is, and is the answer: only <see cref="ResumeAsync"/> lets anything go on.</param>
    /// <param name="by">Who stops.</param>
    /// <param name="note">Why, in up to 500 characters, for the audit log and whoever is refused.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException">The note is too long.</exception>
    /// <exception cref="BillingException">The store could not be asked: nothing is stopped, as long as nobody finds otherwise.</exception>
    Task<MerchantStop> StopAsync(MerchantId merchant, StoppedActions what, Actor by, string? note = null, CancellationToken cancellationToken = default);

    /// <summary>Lets everything go on.</summary>
    /// <param name="merchant">Whose refunds and cancellations.</param>
    /// <param name="by">Who says so: a person.</param>
    /// <param name="note">Why, in up to 500 characters, for the audit log.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="ArgumentException"><paramref name="by"/> is not a person, or the note is too long.</exception>
    /// <exception cref="BillingException">The store could not be asked.</exception>
    Task ResumeAsync(MerchantId merchant, Actor by, string? note = null, CancellationToken cancellationToken = default);
}
