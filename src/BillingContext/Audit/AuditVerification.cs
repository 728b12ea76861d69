namespace BillingContext.Audit;

/// <summary>How far an audit log is good, and why not further.</summary>
public sealed class AuditVerification
{
    private AuditVerification(AuditVerdict verdict, AuditAnchor anchor, bool isKeyed, string message) =>
        (Verdict, Anchor, IsKeyed, Message) = (verdict, anchor, isKeyed, message);

    /// <summary>What it came to.</summary>
    public AuditVerdict Verdict { get; }

    /// <summary>Whether all of it is good.</summary>
    public bool IsIntact => Verdict == AuditVerdict.Intact;

    /// <summary>The last line that is good.</summary>
    /// <remarks>If all are, keep this where nobody who can change the log can change it, and give it to the next check as what to expect.</remarks>
    public AuditAnchor Anchor { get; }

    /// <summary>The place of the first line that does not follow, or is missing; null if all are good.</summary>
    public long? FirstBad => IsIntact ? null : Anchor.Sequence + 1;

    /// <summary>Whether the host gave a key. Without one, only accidents show.</summary>
    public bool IsKeyed { get; }

    /// <summary>A sentence for whoever looks after the log. It holds numbers and the name of a key, nothing that was logged.</summary>
    public string Message { get; }

    /// <summary>A verification, for tests of a host that stand in for <see cref="IAuditLog"/>.</summary>
    /// <param name="verdict">What it came to.</param>
    /// <param name="anchor">The last line that is good.</param>
    /// <param name="message">What to tell.</param>
    /// <param name="isKeyed">Whether there was a key.</param>
    public static AuditVerification Create(AuditVerdict verdict, AuditAnchor anchor, string message, bool isKeyed = true)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new AuditVerification(verdict, anchor, isKeyed, message);
    }

    /// <summary>Verdict and sentence.</summary>
    public override string ToString() => $"{Verdict}: {Message}";
}
