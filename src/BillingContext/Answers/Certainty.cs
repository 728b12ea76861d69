namespace BillingContext.Answers;

/// <summary>How sure a finding is.</summary>
public enum Certainty
{
    /// <summary>It may be so: ask before anything is done.</summary>
    Unsure = 0,

    /// <summary>What is known speaks for it, and nothing against it.</summary>
    Likely,

    /// <summary>Stripe's own records say so.</summary>
    Certain,
}
