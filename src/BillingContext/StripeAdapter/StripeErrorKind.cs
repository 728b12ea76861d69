namespace BillingContext.StripeAdapter;

/// <summary>Why a Stripe call failed.</summary>
public enum StripeErrorKind
{
    /// <summary>No answer, or an error on Stripe's side: what was asked for may have happened.</summary>
    Unknown = 0,

    /// <summary>The request never left: nothing happened.</summary>
    NotSent,

    /// <summary>Stripe refused: nothing happened.</summary>
    Refused,

    /// <summary>The key lacks a permission, see <see cref="StripeAdapterException.Permission"/>: nothing happened.</summary>
    PermissionMissing,

    /// <summary>The key is wrong, expired or revoked: nothing happened.</summary>
    KeyRejected,

    /// <summary>Too many requests, also after waiting: nothing happened.</summary>
    RateLimited,

    /// <summary>This process has too many requests for Stripe already, and this one's turn would come too late: it never left. See <see cref="RequestBudgetOptions"/>.</summary>
    Busy,
}
