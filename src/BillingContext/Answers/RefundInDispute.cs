namespace BillingContext.Answers;

/// <summary>Whether a charge may be refunded in spite of its disputes.</summary>
public enum RefundInDispute
{
    /// <summary>It must not be: the bank decides or has decided, and a refund could pay twice, or Stripe takes none.</summary>
    MustNot = 0,

    /// <summary>It can be, and a person decides whether it is still right.</summary>
    PersonDecides,

    /// <summary>There is no dispute.</summary>
    NotDisputed,
}
