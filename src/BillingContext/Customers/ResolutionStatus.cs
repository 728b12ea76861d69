namespace BillingContext.Customers;

/// <summary>How sure we are who is asking. The surer, the higher.</summary>
public enum ResolutionStatus
{
    /// <summary>Nobody matches.</summary>
    NotFound = 0,

    /// <summary>Several customers match; none was picked.</summary>
    Ambiguous,

    /// <summary>One customer has the ticket's e-mail. Anyone can write an e-mail address: nothing is done on it.</summary>
    Unverified,

    /// <summary>An agent checked the person. Holds for what that agent asks for, and for nothing automatic.</summary>
    Confirmed,

    /// <summary>The host asserted a customer or payment id that the person cannot have forged.</summary>
    Verified,
}
