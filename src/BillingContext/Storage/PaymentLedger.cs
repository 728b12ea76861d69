using BillingContext.Refunds;

namespace BillingContext.Storage;

/// <summary>Our refund requests on one payment, and a version that every new one raises.</summary>
/// <param name="Scope">Merchant, account and mode.</param>
/// <param name="Payment">The payment.</param>
/// <param name="Version">Raised by every commit that names this ledger; 0 before the first.</param>
/// <param name="Intents">All requests on the payment, oldest first.</param>
public sealed record PaymentLedger(StripeScope Scope, PaymentId Payment, long Version, IReadOnlyList<RefundIntent> Intents);
