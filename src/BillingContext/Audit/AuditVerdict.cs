namespace BillingContext.Audit;

/// <summary>What a check of an audit log came to.</summary>
public enum AuditVerdict
{
    /// <summary>A line is not what was written after the line before it: one of the two was changed, moved or made up, or is another merchant's.</summary>
    Altered = 0,

    /// <summary>A line has another number than the next: lines were taken out, or put in.</summary>
    Gap,

    /// <summary>A line is tied with a key that is neither the current one nor among the retired.</summary>
    UnknownKey,

    /// <summary>The log ends before the anchor, or an export before its last record.</summary>
    Cut,

    /// <summary>The line at the anchor's place is not the anchor's: the log was written anew, or the anchor is of another log.</summary>
    Rewritten,

    /// <summary>Every line follows the one before, and the anchor, if one was given, is among them.</summary>
    Intact,
}
