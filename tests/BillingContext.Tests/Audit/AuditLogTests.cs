using BillingContext.Audit;
using BillingContext.Audit.Internal;
using BillingContext.Storage;
using BillingContext.Storage.Internal;

namespace BillingContext.Tests.Audit;

/// <summary>The log as hosts and auditors have it: read, checked and exported over a store.</summary>
internal sealed class AuditLogTests
{
    private static readonly AuditChain Chain = Some.Chain();
    private static readonly List<AuditLine> Lines = Some.Log(Chain, 1_200);

    [Test]
    public async Task Reads_in_pages_and_in_order()
    {
        var store = new ListStore(Lines);

        var all = await new StoreAuditLog(store, Chain).ReadAsync(Some.Acme).ToListAsync();
        var rest = await new StoreAuditLog(store, Chain).ReadAsync(Some.Acme, after: 1_190).ToListAsync();

        Assert.That(all.Select(entry => entry.Sequence), Is.EqualTo(Enumerable.Range(1, 1_200)));
        Assert.That(rest.Select(entry => entry.Sequence), Is.EqualTo(Enumerable.Range(1_191, 10)));
        Assert.That(store.Pages.Take(4), Is.EqualTo(new[] { (0L, 500), (500, 500), (1_000, 500), (1_200, 500) }));
    }

    [Test]
    public async Task A_line_that_cannot_be_read_is_a_breakage_that_repeats_nothing()
    {
        var log = new StoreAuditLog(new ListStore([Lines[0], Lines[1] with { Body = """{"note":"CANARY","action":1}""" }]), Chain);

        var exception = await Assert.ThrowsAsync<BillingException>(async () => await log.ReadAsync(Some.Acme).ToListAsync());

        Assert.That(exception!.Code, Is.EqualTo("audit.altered"));
        Assert.That(exception.ToString(), Does.Contain("Line 2").And.Not.Contain("CANARY"));
    }

    [Test]
    public async Task Checks_all_pages_and_gives_the_anchor_to_keep()
    {
        var verification = await new StoreAuditLog(new ListStore(Lines), Chain).VerifyAsync(Some.Acme, Lines[700].Anchor);

        Assert.That((verification.Verdict, verification.Anchor), Is.EqualTo((AuditVerdict.Intact, Lines[^1].Anchor)));
        Assert.That(verification.Message, Is.EqualTo("Good up to line 1200, the last."));
    }

    [TestCase(0)]
    [TestCase(499)]
    [TestCase(500)]
    [TestCase(1_199)]
    public async Task Names_the_first_line_that_does_not_follow(int at)
    {
        var altered = Lines.ToList();
        altered[at] = altered[at] with { Body = altered[at].Body.Replace("agent_7", "agent_8", StringComparison.Ordinal) };

        var verification = await new StoreAuditLog(new ListStore(altered), Chain).VerifyAsync(Some.Acme);

        Assert.That((verification.Verdict, verification.FirstBad), Is.EqualTo((AuditVerdict.Altered, (long?)at + 1)));
        Assert.That(verification.Anchor, Is.EqualTo(at == 0 ? AuditAnchor.Start : Lines[at - 1].Anchor));
        Assert.That(verification.ToString(), Is.EqualTo($"Altered: Good up to line {at}; not line {at + 1}. It is not what was written after the line before."));
    }

    [Test]
    public async Task A_page_border_hides_no_gap()
    {
        var gap = Lines.Where(line => line.Sequence is not 501).ToList();

        var verification = await new StoreAuditLog(new ListStore(gap), Chain).VerifyAsync(Some.Acme);

        Assert.That((verification.Verdict, verification.FirstBad), Is.EqualTo((AuditVerdict.Gap, 501L)));
        Assert.That(verification.Message, Does.Contain("Line 502 stands there"));
    }

    [Test]
    public async Task An_empty_log_is_intact_unless_it_had_come_further()
    {
        var log = new StoreAuditLog(new ListStore([]), Chain);

        Assert.That((await log.VerifyAsync(Some.Acme)).Anchor, Is.EqualTo(AuditAnchor.Start));
        Assert.That((await log.VerifyAsync(Some.Acme, AuditAnchor.Start)).IsIntact, Is.True);
        Assert.That((await log.VerifyAsync(Some.Acme, Lines[0].Anchor)).Verdict, Is.EqualTo(AuditVerdict.Cut));
    }

    [Test]
    public async Task What_a_store_ties_verifies_for_each_merchant_apart()
    {
        var store = new InMemoryBillingStore(Chain);
        foreach (var number in Enumerable.Range(1, 20))
        {
            await store.CommitAsync(new StoreBatch { Audit = [Some.Entry(Some.Acme, number), Some.Entry(Some.Beta, number), Some.Outcome(Some.Acme, number)] }, default);
        }

        var log = new StoreAuditLog(store, Chain);

        Assert.That((await log.VerifyAsync(Some.Acme)).ToString(), Is.EqualTo("Intact: Good up to line 40, the last."));
        Assert.That((await log.VerifyAsync(Some.Beta)).ToString(), Is.EqualTo("Intact: Good up to line 20, the last."));
    }

    [Test]
    public async Task A_store_that_is_away_is_a_breakage()
    {
        var log = new StoreAuditLog(new ListStore(Lines) { Failure = new TimeoutException() }, Chain);

        Assert.That((await Assert.ThrowsAsync<BillingException>(() => log.VerifyAsync(Some.Acme)))!.Code, Is.EqualTo("store.unavailable"));
        Assert.That((await Assert.ThrowsAsync<BillingException>(() => log.ExportAsync(Some.Acme, Stream.Null)))!.Code, Is.EqualTo("store.unavailable"));
    }

    [Test]
    public void An_anchor_is_kept_as_one_word()
    {
        Assert.That(AuditAnchor.Parse(Lines[9].Anchor.ToString()), Is.EqualTo(Lines[9].Anchor));
        Assert.That(AuditAnchor.Parse("0:"), Is.EqualTo(AuditAnchor.Start).And.EqualTo(default(AuditAnchor)).And.EqualTo(new AuditAnchor(0, "")));
        Assert.That(default(AuditAnchor).Link, Is.Empty);
        Assert.That(System.Text.Json.JsonSerializer.Serialize(Lines[9].Anchor), Is.EqualTo($"\"{Lines[9].Anchor}\""));
    }

    [TestCase("")]
    [TestCase(":")]
    [TestCase("1")]
    [TestCase("1:")]
    [TestCase("0:abc")]
    [TestCase("-1:abc")]
    [TestCase("+1:abc")]
    [TestCase(" 1:abc")]
    [TestCase("99999999999999999999:abc")]
    public void What_is_no_anchor_is_not_read_as_one(string text) => Assert.That(() => AuditAnchor.Parse(text), Throws.ArgumentException);
}
