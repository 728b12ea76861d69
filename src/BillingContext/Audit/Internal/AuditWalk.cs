namespace BillingContext.Audit.Internal;

/// <summary>Goes along a log line by line, and says where it stops being good.</summary>
internal sealed class AuditWalk
{
    private readonly AuditChain chain;
    private readonly MerchantId merchant;
    private readonly AuditAnchor? expected;

    internal AuditWalk(AuditChain chain, MerchantId merchant, AuditAnchor after, AuditAnchor? expected)
    {
        if (expected is { } anchor && (anchor.Sequence < after.Sequence || (anchor.Sequence == after.Sequence && anchor != after)))
        {
            throw new ArgumentException(
                $"The expected anchor is of line {anchor.Sequence}; what is checked begins after line {after.Sequence} and cannot hold it.",
                nameof(expected));
        }

        (this.chain, this.merchant, this.expected, Tail) = (chain, merchant, expected, after);
    }

    /// <summary>The last line that is good.</summary>
    internal AuditAnchor Tail { get; private set; }

    /// <summary>Takes the next line; a result only if it is not good.</summary>
    internal AuditVerification? Take(AuditLine line)
    {
        var verdict = chain.Examine(merchant, Tail, line);
        if (verdict == AuditVerdict.Intact && expected?.Sequence == line.Sequence && expected != line.Anchor)
        {
            verdict = AuditVerdict.Rewritten;
        }

        if (verdict == AuditVerdict.Intact)
        {
            Tail = line.Anchor;
            return null;
        }

        return Broken(verdict, verdict switch
        {
            AuditVerdict.Gap => $"Line {line.Sequence} stands there: lines were taken out or put in",
            AuditVerdict.UnknownKey => AuditChain.IsUnkeyed(line)
                ? "It was tied without a key"
                : $"It was tied with the key named {AuditChain.KeyNameOf(line)}, which is neither the current one nor a retired one",
            AuditVerdict.Rewritten => "It follows the line before, but is not the anchor's: the log was written anew, or the anchor is of another log",
            _ => "It is not what was written after the line before",
        });
    }

    /// <summary>After the last line.</summary>
    internal AuditVerification End() => expected is { } anchor && anchor.Sequence > Tail.Sequence
        ? Broken(AuditVerdict.Cut, $"The log ends here, and it had come as far as line {anchor.Sequence}")
        : AuditVerification.Create(AuditVerdict.Intact, Tail, $"Good up to line {Tail.Sequence}, the last.{Unkeyed()}", chain.IsKeyed);

    /// <summary>That the line after the last good one is not good, or not there.</summary>
    internal AuditVerification Broken(AuditVerdict verdict, string because) =>
        AuditVerification.Create(verdict, Tail, $"Good up to line {Tail.Sequence}; not line {Tail.Sequence + 1}. {because}.{Unkeyed()}", chain.IsKeyed);

    private string Unkeyed() => chain.IsKeyed ? "" : " There is no audit key, so only accidents show, and nobody's work.";
}
