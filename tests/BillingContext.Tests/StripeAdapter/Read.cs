using System.Text.Json;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.StripeAdapter.Internal.Reading;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>Stripe's JSON as our records.</summary>
internal static class Read
{
    internal static Customer Customer(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireCustomer)!.ToCustomer();

    internal static Payment PaymentIntent(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WirePaymentIntent)!.ToPayment();

    internal static Payment Charge(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireCharge)!.ToPayment();

    internal static PaymentAttempt Attempt(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireCharge)!.ToAttempt();

    internal static Refund Refund(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireRefund)!.ToRefund();

    internal static Dispute Dispute(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireDispute)!.ToDispute();

    internal static EarlyFraudWarning FraudWarning(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireFraudWarning)!.ToFraudWarning();

    internal static Subscription Subscription(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireSubscription)!.ToSubscription();

    internal static Invoice Invoice(string json) => JsonSerializer.Deserialize(json, StripeJson.Default.WireInvoice)!.ToInvoice();
}
