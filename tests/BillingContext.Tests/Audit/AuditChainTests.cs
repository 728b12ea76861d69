using BillingContext.Audit;

namespace BillingContext.Tests.Audit;

/// <summary>Whatever is done to a log of a thousand lines by somebody without the key shows.</summary>
internal sealed class AuditChainTests
{
    private const int Lines = 1_000;
    private const int BitsOfACharacter = 16;
    private const int SampledBits = 20;

    private static readonly AuditChain Chain = Some.Chain();
    private static readonly List<AuditLine> Log = Some.Log(Chain, Lines);
    private static readonly AuditAnchor End = Log[^1].Anchor;

    // The first, one with facts, one without, and the last.
    private static readonly int[] Chosen = [0, 500, 501, Lines - 1];

    [Test]
    public void A_log_that_nobody_touched_is_intact()
    {
        var verification = Some.Check(Chain, Log, End);

        Assert.That((verification.Verdict, verification.Anchor, verification.FirstBad), Is.EqualTo((AuditVerdict.Intact, End, (long?)null)));
        Assert.That(verification is { IsIntact: true, IsKeyed: true });
        Assert.That(Log.Select((line, at) => line.Sequence - at), Is.All.EqualTo(1));
        Assert.That(Log.Select(line => line.Read().Sequence), Is.EqualTo(Log.Select(line => line.Sequence)), "The number is in the text, too, and tied with it.");
    }

    [Test]
    public void Every_flipped_bit_of_chosen_lines_shows([ValueSource(nameof(Chosen))] int at)
    {
        EveryBit(at, BitsOfACharacter);
        foreach (var bit in Enumerable.Range(0, 63))
        {
            RequireBroken(at, Log[at] with { Sequence = Log[at].Sequence ^ (1L << bit) });
        }
    }

    [Test]
    public void Flipped_bits_of_every_line_and_of_every_link_show()
    {
        var random = new Random(42);
        for (var at = 0; at < Lines; at++)
        {
            var line = Log[at];
            for (var sample = 0; sample < SampledBits; sample++)
            {
                RequireBroken(at, line with { Body = Flipped(line.Body, random.Next(line.Body.Length), random.Next(BitsOfACharacter)) });
                RequireBroken(at, line with { Link = Flipped(line.Link, random.Next(line.Link.Length), random.Next(BitsOfACharacter)) });
            }

            for (var character = 0; character < line.Link.Length; character++)
            {
                RequireBroken(at, line with { Link = Flipped(line.Link, character, bit: character % 7) });
            }
        }
    }

    [Test]
    [Explicit("Takes minutes: millions of checks.")]
    [Category("Exhaustive")]
    public void Every_flipped_bit_of_every_line_shows()
    {
        for (var at = 0; at < Lines; at++)
        {
            EveryBit(at, BitsOfACharacter);
        }
    }

    [Test]
    public void Every_deletion_shows([Values] bool renumbered)
    {
        for (var at = 0; at < Lines - 1; at++)
        {
            var next = renumbered ? Log[at + 1] with { Sequence = at + 1 } : Log[at + 1];

            Assert.That(CheckFrom(at, [next]), Is.EqualTo((renumbered ? AuditVerdict.Altered : AuditVerdict.Gap, (long?)at + 1)));
        }
    }

    [Test]
    public void Every_swap_of_neighbours_and_others_at_random_show([Values] bool renumbered)
    {
        var random = new Random(7);
        var swaps = Enumerable.Range(0, Lines - 1).Select(at => (at, other: at + 1))
            .Concat(Enumerable.Range(0, Lines).Select(_ => (at: random.Next(Lines), other: random.Next(Lines))))
            .Where(swap => swap.at != swap.other);
        foreach (var (at, other) in swaps)
        {
            var (first, second) = (Math.Min(at, other), Math.Max(at, other));
            var moved = renumbered ? Log[second] with { Sequence = first + 1 } : Log[second];

            Assert.That(CheckFrom(first, [moved]), Is.EqualTo((renumbered ? AuditVerdict.Altered : AuditVerdict.Gap, (long?)first + 1)));
        }
    }

    [Test]
    public void A_line_put_in_shows_wherever_it_comes_from()
    {
        var theirs = Some.Log(Chain, Lines, Some.Beta);
        var forged = Some.Log(new AuditChain(), Lines);
        var random = new Random(11);
        for (var at = 0; at < Lines; at++)
        {
            var old = Log[random.Next(Lines)];
            AuditLine[] insertions =
            [
                theirs[at],
                theirs[at] with { Body = Log[at].Body },
                forged[at],
                forged[at] with { Link = Log[at].Link, Body = Log[at].Body.Replace("agent_7", "agent_8", StringComparison.Ordinal) },
                .. old.Sequence == at + 1 ? [] : new[] { old, old with { Sequence = at + 1 } },
                new(at + 1, "{}", ""),
                new(at + 1, "", "."),
            ];

            foreach (var insertion in insertions)
            {
                var (verdict, firstBad) = CheckFrom(at, [insertion, .. Log.Skip(at).Take(2)]);
                Assert.That(verdict, Is.Not.EqualTo(AuditVerdict.Intact));
                Assert.That(firstBad, Is.EqualTo(at + 1));
            }
        }
    }

    [Test]
    public void A_log_of_another_merchant_is_not_this_ones() =>
        Assert.That(Some.Check(Chain, Log, merchant: Some.Beta), Has.Property("Verdict").EqualTo(AuditVerdict.Altered).And.Property("FirstBad").EqualTo(1));

    [Test]
    public void Every_cut_before_the_anchor_shows()
    {
        for (var kept = 0; kept < Lines; kept++)
        {
            var verification = Some.Check(Chain, [], End, after: kept == 0 ? default : Log[kept - 1].Anchor);

            Assert.That((verification.Verdict, verification.FirstBad), Is.EqualTo((AuditVerdict.Cut, (long?)kept + 1)));
        }

        Assert.That(Some.Check(Chain, Log.Take(600), End).Message, Is.EqualTo("Good up to line 600; not line 601. The log ends here, and it had come as far as line 1000."));
    }

    /// <summary>Documented in docs/audit.md: what was written after the last anchor that somebody kept can be cut off unseen.</summary>
    [Test]
    public void A_cut_after_the_anchor_does_not_show()
    {
        var anchor = Log[599].Anchor;

        Assert.That(Some.Check(Chain, Log.Take(600), anchor).IsIntact, Is.True);
        Assert.That(Some.Check(Chain, Log.Take(999), anchor).IsIntact, Is.True);
        Assert.That(Some.Check(Chain, Log.Take(999)).IsIntact, Is.True, "Without an anchor every cut is after it.");
        Assert.That(Some.Check(Chain, Log.Take(599), anchor).Verdict, Is.EqualTo(AuditVerdict.Cut));
    }

    [Test]
    public void A_log_written_anew_by_who_has_the_key_shows_against_the_anchor()
    {
        var anew = Some.Log(Chain, 600, tail: default).Take(300).ToList();
        anew.AddRange(Some.Log(Chain, 300, tail: anew[^1].Anchor));

        Assert.That(Some.Check(Chain, anew).IsIntact, Is.True);
        Assert.That(Some.Check(Chain, anew, Log[449].Anchor), Has.Property("Verdict").EqualTo(AuditVerdict.Rewritten).And.Property("FirstBad").EqualTo(450));
    }

    [Test]
    public void An_anchor_that_cannot_be_in_what_is_checked_is_a_mistake()
    {
        Assert.That(() => Some.Check(Chain, [], Log[4].Anchor, after: Log[5].Anchor), Throws.ArgumentException);
        Assert.That(() => Some.Check(Chain, [], Log[5].Anchor with { Link = Log[4].Link }, after: Log[5].Anchor), Throws.ArgumentException);
    }

    private static void EveryBit(int at, int bits)
    {
        var line = Log[at];
        for (var bit = 0; bit < bits; bit++)
        {
            for (var character = 0; character < line.Body.Length; character++)
            {
                RequireBroken(at, line with { Body = Flipped(line.Body, character, bit) });
            }

            for (var character = 0; character < line.Link.Length; character++)
            {
                RequireBroken(at, line with { Link = Flipped(line.Link, character, bit) });
            }
        }
    }

    /// <summary>What precedes the change is as it was, so the check begins there. No assertion object for each of a million.</summary>
    private static void RequireBroken(int at, AuditLine changed)
    {
        if (Chain.Follows(Some.Acme, at == 0 ? default : Log[at - 1].Anchor, changed))
        {
            Assert.Fail($"Line {at + 1} was changed, and it did not show: {changed.Sequence} {changed.Body} {changed.Link}");
        }
    }

    private static (AuditVerdict Verdict, long? FirstBad) CheckFrom(int at, IEnumerable<AuditLine> lines)
    {
        var verification = Some.Check(Chain, lines, after: at == 0 ? default : Log[at - 1].Anchor);
        return (verification.Verdict, verification.FirstBad);
    }

    private static string Flipped(string text, int character, int bit) => string.Create(text.Length, (text, character, bit), static (changed, flip) =>
    {
        flip.text.CopyTo(changed);
        changed[flip.character] ^= (char)(1 << flip.bit);
    });
}
