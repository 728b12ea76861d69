namespace BillingContext.Refunds;

/// <summary>Which facts a decision has to do without.</summary>
[Flags]
public enum MissingFacts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The charge: how it was paid, when, and what is left of it.</summary>
    Charge = 1,

    /// <summary>Some of its refunds.</summary>
    Refunds = 2,

    /// <summary>The disputes of a disputed charge.</summary>
    Disputes = 4,
}
