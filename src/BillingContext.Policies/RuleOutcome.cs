namespace BillingContext.Policies;

/// <summary>What became of one rule.</summary>
public enum RuleOutcome : byte
{
    /// <summary>A fact or a number for the currency is missing. Such a rule never approves, and one against the refund asks for a person.</summary>
    Undecidable = 0,

    /// <summary>At least one condition is not met.</summary>
    DoesNotHold,

    /// <summary>All conditions are met.</summary>
    Holds,
}
