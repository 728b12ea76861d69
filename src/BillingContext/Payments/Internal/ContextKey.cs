namespace BillingContext.Payments.Internal;

/// <summary>What a context is of, and what it holds. Merchant, account and mode are part of it.</summary>
internal readonly record struct ContextKey(ContextOwner Owner, int Payments, bool Attempts, bool Invoices, bool FraudWarnings)
{
    /// <summary>Whether what is read for this holds all that the other asks for.</summary>
    internal bool Covers(ContextKey other) => Holds(other) && Payments >= other.Payments;

    /// <summary>Whether it holds all of it but perhaps too few payments.</summary>
    internal bool Holds(ContextKey other) =>
        Owner == other.Owner && (Attempts || !other.Attempts) && (Invoices || !other.Invoices) && (FraudWarnings || !other.FraudWarnings);
}

/// <summary>Whose context: a customer, or a guest's payment.</summary>
internal readonly record struct ContextOwner(StripeScope Scope, CustomerId? Customer, PaymentId? Payment);
