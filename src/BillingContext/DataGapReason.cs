namespace BillingContext;

/// <summary>Why a part of an answer is missing.</summary>
public enum DataGapReason
{
    /// <summary>Stripe did not answer, or answered with an error.</summary>
    Unavailable = 0,

    /// <summary>The merchant's key lacks a permission.</summary>
    PermissionMissing,

    /// <summary>There are more than were read.</summary>
    MoreExist,

    /// <summary>The account cannot use this part of Stripe, as search in some countries.</summary>
    NotSupported,

    /// <summary>Too many requests at once, of this process or of the account: read again in a moment.</summary>
    Busy,
}
