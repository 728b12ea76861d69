using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BillingContext.Audit;
using BillingContext.Audit.Internal;

namespace BillingContext.Tests.Audit;

/// <summary>An export can be checked by whoever has the key: by us, and by another program from docs/audit.md alone.</summary>
internal sealed class AuditExportTests
{
    private static readonly AuditChain Chain = Some.Chain();
    private static readonly List<AuditLine> Lines = Some.Log(Chain, 600);

    [Test]
    public async Task An_export_is_good_by_itself_and_ends_with_the_anchor()
    {
        var (export, anchor) = await ExportAsync(Lines);

        var verification = await VerifyAsync(export, expected: Lines[^1].Anchor);

        Assert.That(anchor, Is.EqualTo(Lines[^1].Anchor));
        Assert.That((verification.Verdict, verification.Anchor, verification.IsKeyed), Is.EqualTo((AuditVerdict.Intact, anchor, true)));
        Assert.That(Encoding.UTF8.GetString(export).Split('\n')[^2], Is.EqualTo($$"""{"merchant":"acme","after":"0:","anchor":"{{anchor}}"}"""));
    }

    [Test]
    public async Task The_next_export_goes_on_where_the_last_one_ended()
    {
        var first = await ExportAsync(Lines.Take(100));
        var second = await ExportAsync(Lines, first.Anchor);

        Assert.That((await VerifyAsync(second.Export, after: first.Anchor, expected: Lines[^1].Anchor)).IsIntact, Is.True);
        Assert.That(await VerifyAsync(second.Export), Has.Property("Verdict").EqualTo(AuditVerdict.Gap), "Not from the start.");
        var nothing = await ExportAsync(Lines, Lines[^1].Anchor);
        var other = await ExportAsync(Lines, first.Anchor with { Link = Lines[5].Link });
        Assert.That((await VerifyAsync(nothing.Export, after: Lines[^1].Anchor)).IsIntact, Is.True, "Nothing new is good, too.");
        Assert.That((await VerifyAsync(other.Export, after: first.Anchor)).Verdict, Is.EqualTo(AuditVerdict.Altered));
    }

    [Test]
    public async Task Another_program_verifies_it_from_the_documentation()
    {
        var (export, anchor) = await ExportAsync(Lines);

        Assert.That(AnchorByHand(export, Convert.FromBase64String(Some.KeyText()), "acme"), Is.EqualTo(anchor.ToString()));
    }

    [Test]
    public async Task The_documentation_shows_a_real_export()
    {
        var documented = JsonLinesOf(await File.ReadAllTextAsync(Path.Combine(FindRoot(), "docs", "audit.md")));

        var (export, anchor) = await ExportAsync(Documented.Lines);

        Assert.That(documented, Is.EqualTo(Encoding.UTF8.GetString(export)));
        Assert.That(AnchorByHand(Encoding.UTF8.GetBytes(documented), Convert.FromBase64String(Some.KeyText()), "acme"), Is.EqualTo(anchor.ToString()));
    }

    [Test]
    public async Task Every_flipped_bit_of_an_export_shows()
    {
        var (export, _) = await ExportAsync(Documented.Lines);
        for (var bit = 0; bit < export.Length * 8; bit++)
        {
            export[bit / 8] ^= (byte)(1 << (bit % 8));
            if ((await VerifyAsync(export)).IsIntact)
            {
                Assert.Fail($"Bit {bit % 8} of byte {bit / 8} was flipped, and it did not show: {Encoding.UTF8.GetString(export)}");
            }

            export[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Test]
    public async Task Every_cut_of_an_export_shows()
    {
        var (export, _) = await ExportAsync(Lines.Take(3));
        for (var length = 0; length < export.Length; length++)
        {
            Assert.That((await VerifyAsync(export[..length])).Verdict, Is.EqualTo(AuditVerdict.Cut));
        }
    }

    [Test]
    public async Task Every_line_taken_out_doubled_or_moved_shows()
    {
        var (export, _) = await ExportAsync(Lines.Take(20));
        var texts = Encoding.UTF8.GetString(export).Split('\n')[..^1];
        for (var at = 0; at < texts.Length; at++)
        {
            var (without, twice, moved) = (texts.ToList(), texts.ToList(), texts.ToList());
            without.RemoveAt(at);
            twice.Insert(at, texts[at]);
            (moved[at], moved[(at + 1) % texts.Length]) = (moved[(at + 1) % texts.Length], moved[at]);

            Assert.That((await VerifyAsync(Bytes(without))).IsIntact, Is.False);
            Assert.That((await VerifyAsync(Bytes(twice))).IsIntact, Is.False);
            Assert.That((await VerifyAsync(Bytes(moved))).IsIntact, Is.False);
        }
    }

    [Test]
    public async Task A_shorter_export_with_a_last_record_of_its_own_shows_against_the_anchor()
    {
        var (export, _) = await ExportAsync(Lines.Take(100));

        Assert.That((await VerifyAsync(export)).IsIntact, Is.True);
        Assert.That(await VerifyAsync(export, expected: Lines[^1].Anchor), Has.Property("Verdict").EqualTo(AuditVerdict.Cut).And.Property("FirstBad").EqualTo(101));
    }

    [TestCase("")]
    [TestCase("\n")]
    [TestCase("{}\n")]
    [TestCase("null\n")]
    [TestCase("[]\n")]
    [TestCase("not json\n")]
    [TestCase("{\"sequence\":1,\"body\":null,\"link\":null}\n")]
    [TestCase("{\"sequence\":1,\"body\":\"{}\",\"link\":\"\"}\n")]
    [TestCase("{\"sequence\":1e400,\"body\":\"{}\",\"link\":\"\"}\n")]
    [TestCase("{\"sequence\":1,\"body\":\"\\ud800\",\"link\":\"x\"}\n")]
    [TestCase("{\"merchant\":\"acme\",\"after\":\"0:\",\"anchor\":\"0:\",\"more\":1}\n")]
    [TestCase("{\"merchant\":\"acme\",\"after\":\"0:\",\"after\":\"0:\",\"anchor\":\"0:\"}\n")]
    [TestCase("{\"merchant\":\"acme\",\"after\":\"0:\",\"anchor\":\"0:\"}{}\n")]
    [TestCase("{\"merchant\":\"acme\",\"after\":\"0:\",\"anchor\":\"x\"}\n")]
    [TestCase("{\"merchant\":\"no merchant\",\"after\":\"0:\",\"anchor\":\"0:\"}\n")]
    [TestCase("{\"merchant\":\"beta\",\"after\":\"0:\",\"anchor\":\"0:\"}\n")]
    [TestCase("{\"merchant\":\"acme\",\"after\":\"0:\",\"anchor\":\"0:\"}\n{}\n")]
    [TestCase("{\"merchant\":\"acme\",\"after\":\"1:x\",\"anchor\":\"0:\"}\n")]
    public async Task Whatever_else_it_holds_is_a_result(string text) => Assert.That((await VerifyAsync(Encoding.UTF8.GetBytes(text))).IsIntact, Is.False);

    [Test]
    public async Task A_line_without_end_is_not_read_to_its_end()
    {
        using var endless = new EndlessStream();

        Assert.That((await AuditExport.VerifyAsync(endless, Chain, Some.Acme)).Verdict, Is.EqualTo(AuditVerdict.Altered));
        Assert.That(endless.Given, Is.LessThan(3 * 1024 * 1024));
    }

    [Test]
    public async Task An_empty_log_has_an_export()
    {
        var (export, anchor) = await ExportAsync([]);

        Assert.That(anchor, Is.EqualTo(AuditAnchor.Start));
        Assert.That((await VerifyAsync(export, expected: AuditAnchor.Start)).IsIntact, Is.True);
    }

    [Test]
    public async Task The_stream_stays_open()
    {
        using var stream = new MemoryStream();
        await new StoreAuditLog(new ListStore(Lines), Chain).ExportAsync(Some.Acme, stream);
        stream.Position = 0;

        await AuditExport.VerifyAsync(stream, Chain, Some.Acme);

        Assert.That(stream.CanRead, Is.True);
    }

    /// <summary>As docs/audit.md has it, with nothing of ours: the anchor of what it checked.</summary>
    private static string AnchorByHand(byte[] export, byte[] key, string merchant)
    {
        var name = Convert.ToHexStringLower(HMACSHA256.HashData(key, "billingcontext audit key"u8)[..4]);
        var (number, link, end) = (0L, "", "");
        foreach (var text in Encoding.UTF8.GetString(export).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.That(end, Is.Empty, "Something follows the last record.");
            using var record = JsonDocument.Parse(text);
            if (record.RootElement.TryGetProperty("anchor", out var anchor))
            {
                end = anchor.GetString()!;
                continue;
            }

            var body = record.RootElement.GetProperty("body").GetString()!;
            var bytes = new[] { merchant, link, body }.Select(Encoding.UTF8.GetBytes).SelectMany(part =>
            {
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
                return length.Concat(part);
            });
            Assert.That(record.RootElement.GetProperty("sequence").GetInt64(), Is.EqualTo(++number));
            link = $"{name}.{Convert.ToHexStringLower(HMACSHA256.HashData(key, bytes.ToArray()))}";
            Assert.That(record.RootElement.GetProperty("link").GetString(), Is.EqualTo(link));
        }

        Assert.That(end, Is.EqualTo($"{number}:{link}"));
        return end;
    }

    private static async Task<(byte[] Export, AuditAnchor Anchor)> ExportAsync(IEnumerable<AuditLine> lines, AuditAnchor after = default)
    {
        using var stream = new MemoryStream();
        var anchor = await new StoreAuditLog(new ListStore([.. lines]), Chain).ExportAsync(Some.Acme, stream, after);
        return (stream.ToArray(), anchor);
    }

    private static async Task<AuditVerification> VerifyAsync(byte[] export, AuditAnchor after = default, AuditAnchor? expected = null)
    {
        using var stream = new MemoryStream(export, writable: false);
        return await AuditExport.VerifyAsync(stream, Chain, Some.Acme, after, expected);
    }

    private static byte[] Bytes(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    private static string JsonLinesOf(string page)
    {
        const string Fence = "```jsonl\n";
        var from = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return page[from..page.IndexOf("```", from, StringComparison.Ordinal)];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BillingContext.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
