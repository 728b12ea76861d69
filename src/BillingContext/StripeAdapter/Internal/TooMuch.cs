namespace BillingContext.StripeAdapter.Internal;

/// <summary>What Stripe had too many requests for.</summary>
internal enum TooMuch
{
    /// <summary>Nothing, or only for one object, as while it is locked.</summary>
    No = 0,

    /// <summary>For one endpoint.</summary>
    ForEndpoint,

    /// <summary>For the account.</summary>
    ForAccount,
}
