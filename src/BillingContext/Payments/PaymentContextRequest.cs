namespace BillingContext.Payments;

/// <summary>What a context should hold, and how old it may be.</summary>
public sealed record PaymentContextRequest
{
    /// <summary>All attempts, failed ones included: one call more.</summary>
    public bool IncludeAttempts { get; init; }

    /// <summary>Invoices with their payments: one call more.</summary>
    public bool IncludeInvoices { get; init; }

    /// <summary>How many payments, from 1 to 100; null takes <see cref="BillingContextOptions.PaymentsPerContext"/>.</summary>
    public int? Payments { get; init; }

    /// <summary>The greatest age accepted, also of a read under way that others wait for; zero reads anew; null takes <see cref="BillingContextOptions.MaxContextAge"/>.</summary>
    public TimeSpan? MaxAge { get; init; }
}
