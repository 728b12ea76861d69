namespace BillingContext.Internal;

/// <summary>Drops what is cached of a customer whose data changed.</summary>
internal interface IContextInvalidation
{
    /// <summary>Drops the customer's contexts, or if the customer is not known those that show the payment.</summary>
    /// <param name="scope">Merchant, account and mode.</param>
    /// <param name="customer">Whose data changed, if known.</param>
    /// <param name="payment">What changed, if it is about a payment.</param>
    /// <param name="change">The change's place in the merchant's changes: what was read later knows of it and stays. By default nothing does.</param>
    void Drop(StripeScope scope, CustomerId? customer, PaymentId? payment, long change = long.MaxValue);
}
