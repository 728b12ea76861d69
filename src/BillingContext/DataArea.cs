namespace BillingContext;

/// <summary>A part of what Stripe knows that may be missing from an answer.</summary>
public enum DataArea
{
    /// <summary>Something not named here.</summary>
    Other = 0,

    /// <summary>The customer's own record.</summary>
    Customer,

    /// <summary>Customers whose e-mail is written in another case than the ticket's.</summary>
    OtherEmailSpellings,

    /// <summary>Payments.</summary>
    Payments,

    /// <summary>What only the charge tells: card, decline reason, refunds.</summary>
    Charges,

    /// <summary>Refunds.</summary>
    Refunds,

    /// <summary>Disputes.</summary>
    Disputes,

    /// <summary>Subscriptions.</summary>
    Subscriptions,

    /// <summary>Invoices.</summary>
    Invoices,

    /// <summary>All attempts, failed ones included.</summary>
    Attempts,

    /// <summary>Payments older than those at hand, which Stripe's search finds.</summary>
    OlderPayments,

    /// <summary>Early fraud warnings.</summary>
    FraudWarnings,
}
