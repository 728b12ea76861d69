namespace BillingContext.StripeAdapter;

/// <summary>What is known of a write after all its attempts.</summary>
public enum StripeWriteOutcome
{
    /// <summary>It may have happened, or may still.</summary>
    Unknown = 0,

    /// <summary>It happened.</summary>
    Done,

    /// <summary>It did not happen and will not: every attempt got a definite no, or never left.</summary>
    Refused,

    /// <summary>Stripe wants an approval first, and then does it itself: never send it again.</summary>
    AwaitingApproval,
}
