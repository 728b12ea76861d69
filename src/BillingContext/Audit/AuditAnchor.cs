namespace BillingContext.Audit;

/// <summary>How far an audit log had come: kept elsewhere, it shows later that nothing up to here was changed or cut off.</summary>
/// <param name="Sequence">The last line's place; 0 before the first.</param>
/// <param name="Link">The last line's link; empty before the first.</param>
public readonly record struct AuditAnchor(long Sequence, string Link)
{
    /// <summary>Before the first line.</summary>
    public static AuditAnchor Start { get; } = new(0, "");

    /// <summary>Sequence and link, as one word.</summary>
    public override string ToString() => $"{Sequence}:{Link}";
}
