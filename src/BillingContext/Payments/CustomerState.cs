namespace BillingContext.Payments;

/// <summary>What Stripe says about the customer a context is of.</summary>
public enum CustomerState
{
    /// <summary>Not asked, or not answered: see <see cref="PaymentContext.Missing"/>.</summary>
    Unknown = 0,

    /// <summary>There is such a customer.</summary>
    Known,

    /// <summary>There was one, and it was deleted.</summary>
    Deleted,

    /// <summary>There is none with this id in this account and mode.</summary>
    Missing,

    /// <summary>A guest: the context is of one payment.</summary>
    Guest,
}
