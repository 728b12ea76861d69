namespace BillingContext.Refunds;

/// <summary>What a decision comes to. The stricter, the lower.</summary>
public enum RefundVerdict
{
    /// <summary>Not to be made.</summary>
    Denied = 0,

    /// <summary>A person with the authority must say yes.</summary>
    NeedsApproval,

    /// <summary>May be made now.</summary>
    Approved,
}
