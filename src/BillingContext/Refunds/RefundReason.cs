namespace BillingContext.Refunds;

/// <summary>The reason sent to Stripe (https://docs.stripe.com/api/refunds/create#create_refund-reason).</summary>
public enum RefundReason
{
    /// <summary><c>requested_by_customer</c>.</summary>
    RequestedByCustomer = 0,

    /// <summary><c>duplicate</c>.</summary>
    Duplicate,

    /// <summary><c>fraudulent</c>: Stripe also puts the card and the e-mail on the merchant's block lists. Never for an assistant.</summary>
    Fraudulent,
}
