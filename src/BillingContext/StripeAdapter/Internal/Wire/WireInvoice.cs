using System.Text.Json.Serialization;

namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>https://docs.stripe.com/api/invoices/object</summary>
internal sealed class WireInvoice : IWireObject
{
    public string? Id { get; set; }

    public long? AmountPaid { get; set; }

    public long? AmountRemaining { get; set; }

    public int? AttemptCount { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? BillingReason { get; set; }

    public long? Created { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Currency { get; set; }

    public WireRef Customer { get; set; }

    public string? HostedInvoiceUrl { get; set; }

    public string? InvoicePdf { get; set; }

    public bool? Livemode { get; set; }

    public long? NextPaymentAttempt { get; set; }

    public string? Number { get; set; }

    public WireParent? Parent { get; set; }

    public WireList<WireInvoicePayment>? Payments { get; set; }

    [JsonConverter(typeof(WireTextConverter))]
    public string? Status { get; set; }

    // Until 2025-03-31 the subscription stood here and not under the parent.
    public WireRef Subscription { get; set; }

    public long? Total { get; set; }

    internal sealed class WireParent
    {
        public WireSubscriptionDetails? SubscriptionDetails { get; set; }
    }

    internal sealed class WireSubscriptionDetails
    {
        public WireRef Subscription { get; set; }
    }

    /// <summary>https://docs.stripe.com/api/invoice-payment/object</summary>
    internal sealed class WireInvoicePayment
    {
        public long? AmountPaid { get; set; }

        public WirePaymentOf? Payment { get; set; }

        [JsonConverter(typeof(WireTextConverter))]
        public string? Status { get; set; }
    }

    internal sealed class WirePaymentOf
    {
        public WireRef PaymentIntent { get; set; }

        public WireRef Charge { get; set; }
    }
}
