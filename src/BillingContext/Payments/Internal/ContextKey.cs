namespace BillingContext.Payments.Internal;

/// <summary>What a cached context is of. Merchant, account and mode are part of it.</summary>
internal readonly record struct ContextKey(ContextOwner Owner, int Payments, bool Attempts, bool Invoices);

/// <summary>Whose context: a customer, or a guest's payment.</summary>
internal readonly record struct ContextOwner(StripeScope Scope, CustomerId? Customer, PaymentId? Payment);
