namespace BillingContext.Payments;

/// <summary>What a context should hold, and how old it may be.</summary>
public sealed record PaymentContextRequest
{
    /// <summary>All attempts, failed ones included: one call more.</summary>
    public bool IncludeAttempts { get; init; }

    /// <summary>Invoices with their payments: one call more.</summary>
    public bool IncludeInvoices { get; init; }

    /// <summary>
    /// Early fraud warnings: one call more for each payment that one could still be acted on, which is paid by card, neither disputed nor refunded
    /// in full. Ask for few <see cref="Payments"/> with it.
    /// </summary>
    public bool IncludeFraudWarnings { get; init; }

    /// <summary>How many payments, from 1 to 100; null takes <see cref="BillingContextOptions.PaymentsPerContext"/>.</summary>
    public int? Payments { get; init; }

    /// <summary>The greatest age accepted, also of a read under way that others wait for; zero reads anew, or says that it cannot; null takes <see cref="BillingContextOptions.MaxContextAge"/>.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// How long to wait for Stripe; null waits as long as a call may take. After that comes an older context that is still at hand, marked as
    /// stale, or <c>stripe.busy</c>; what is being read goes on, and is there when asked for again.
    /// </summary>
    public TimeSpan? MaxWait { get; init; }
}
