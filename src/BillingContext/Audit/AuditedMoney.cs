namespace BillingContext.Audit;

/// <summary>Whether a refund's money moved, as far as the log knows.</summary>
public enum AuditedMoney
{
    /// <summary>Not known: it may have moved, or may still.</summary>
    Open = 0,

    /// <summary>Stripe has the refund: it is sent, or will be.</summary>
    Moved,

    /// <summary>It failed or was called off afterwards: the merchant has the money again.</summary>
    CameBack,

    /// <summary>It was approved and not made after all.</summary>
    NotMade,
}
