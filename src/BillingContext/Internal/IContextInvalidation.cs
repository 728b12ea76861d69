namespace BillingContext.Internal;

/// <summary>Drops what is cached of a customer whose data changed.</summary>
internal interface IContextInvalidation
{
    /// <summary>Drops the customer's contexts, or if the customer is not known those that show the payment.</summary>
    void Drop(StripeScope scope, CustomerId? customer, PaymentId? payment);
}
