namespace BillingContext.Payments;

/// <summary>What one payment paid of an invoice.</summary>
/// <remarks>Source: https://docs.stripe.com/api/invoice-payment/object.</remarks>
/// <param name="Payment">The payment.</param>
/// <param name="Amount">How much of it went to this invoice.</param>
public sealed record InvoicePayment(PaymentId Payment, Money Amount);
