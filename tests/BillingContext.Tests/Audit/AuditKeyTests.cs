using System.Text.Json;
using BillingContext.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BillingContext.Tests.Audit;

/// <summary>Which key ties what, and that none prints itself.</summary>
internal sealed class AuditKeyTests
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true };

    [Test]
    public void Another_key_is_unknown_and_named()
    {
        var log = Some.Log(Some.Chain(1), 3);

        var verification = Some.Check(Some.Chain(2), log);

        Assert.That((verification.Verdict, verification.FirstBad), Is.EqualTo((AuditVerdict.UnknownKey, 1L)));
        Assert.That(verification.Message, Does.Contain(Some.Key(1).Name));
    }

    [Test]
    public void A_name_borrowed_from_the_right_key_does_not_help()
    {
        var forged = Some.Log(Some.Chain(2), 1)[0];

        var line = forged with { Link = Some.Key(1).Name + forged.Link[Some.Key(2).Name.Length..] };

        Assert.That(Some.Check(Some.Chain(1), [line]).Verdict, Is.EqualTo(AuditVerdict.Altered));
    }

    [Test]
    public void A_rotated_key_goes_on_where_the_old_one_stopped_as_long_as_it_is_known()
    {
        var log = Some.Log(Some.Chain(1), 3);
        var rotated = new AuditChain(Some.Key(2), [Some.Key(1)]);
        log.AddRange(Some.Log(rotated, 3, tail: log[^1].Anchor));

        Assert.That(Some.Check(rotated, log).IsIntact, Is.True);
        Assert.That(Some.Check(new AuditChain(Some.Key(3), [Some.Key(1), Some.Key(2)]), log).IsIntact, Is.True);
        Assert.That(Some.Check(Some.Chain(2), log), Has.Property("Verdict").EqualTo(AuditVerdict.UnknownKey).And.Property("FirstBad").EqualTo(1));
        Assert.That(Some.Check(Some.Chain(1), log), Has.Property("Verdict").EqualTo(AuditVerdict.UnknownKey).And.Property("FirstBad").EqualTo(4));
        Assert.That(Some.Check(Some.Chain(2), log.Skip(3), after: log[2].Anchor).IsIntact, Is.True, "From an anchor on, what came before needs no key.");
    }

    [Test]
    public void Without_a_key_accidents_show_and_the_check_says_that_nothing_else_does()
    {
        var chain = new AuditChain();
        var log = Some.Log(chain, 3);

        var good = Some.Check(chain, log);
        var bad = Some.Check(chain, [log[0], log[1] with { Body = log[1].Body.Replace("1200", "9900", StringComparison.Ordinal) }, log[2]]);
        var forged = Some.Log(new AuditChain(), 3);

        Assert.That((good.IsIntact, good.IsKeyed), Is.EqualTo((true, false)));
        Assert.That(good.Message, Does.Contain("There is no audit key"));
        Assert.That((bad.Verdict, bad.FirstBad), Is.EqualTo((AuditVerdict.Altered, 2L)));
        Assert.That(Some.Check(chain, forged).IsIntact, Is.True, "Anybody can write it anew.");
    }

    [Test]
    public void With_a_key_no_line_without_one_is_taken()
    {
        var verification = Some.Check(Some.Chain(), Some.Log(new AuditChain(), 3));

        Assert.That((verification.Verdict, verification.FirstBad), Is.EqualTo((AuditVerdict.UnknownKey, 1L)));
        Assert.That(verification.Message, Does.Contain("tied without a key"));
        Assert.That(verification.IsKeyed, Is.True);
    }

    [TestCase(null, "is empty")]
    [TestCase("", "is empty")]
    [TestCase(" ", "is empty")]
    [TestCase("CANARY4c1f77a2e9!", "is not base64")]
    [TestCase("Q0FOQVJZNGMxZjc3YTJlOQ==", "has 16 bytes")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "is the same byte over and over")]
    public void Refuses_what_is_no_key_without_repeating_it(string? text, string because)
    {
        var options = new BillingContextOptions { AuditKey = text };
        options.RetiredAuditKeys.Add(text!);
        var exception = Assert.Catch<ArgumentException>(() => AuditKey.Parse(text!));

        var problems = new BillingContextOptions.Validator().Validate(null, options).Failures!.ToList();

        Assert.That(exception!.Message, Does.Contain(because));
        Assert.That(problems, Has.All.Contains(because).And.Some.StartsWith("BillingContext:RetiredAuditKeys:0 "));
        Assert.That(problems.Append(exception.ToString()), Has.All.Not.Contains("CANARY").And.All.Not.Contains("Q0FO").And.All.Not.Contains("AAAA"));
    }

    [Test]
    public async Task No_key_prints_itself()
    {
        var (current, retired) = (Some.KeyText(1), Some.KeyText(2));
        var options = new BillingContextOptions { AuditKey = current };
        options.RetiredAuditKeys.Add(retired);
        var chain = new AuditChain(Some.Key(1), [Some.Key(2)]);
        var log = Some.Log(chain, 2);
        using var export = new MemoryStream();
        await new BillingContext.Audit.Internal.StoreAuditLog(new ListStore(log), chain).ExportAsync(Some.Acme, export);
        var secrets = new[] { current, retired }
            .SelectMany(text => new[] { text, Convert.ToHexString(Convert.FromBase64String(text)) }).Select(text => text[..16]).ToList();
        object[] all = [Some.Key(1), options, chain, log[0], log[0].Anchor, Some.Check(chain, log), Some.Check(Some.Chain(3), log), log[0].Read()];

        var printed = all.SelectMany(one => new[]
        {
            one.ToString()!,
            JsonSerializer.Serialize(one, one.GetType()),
            JsonSerializer.Serialize(one, one.GetType(), WithFields),
        }).Append(System.Text.Encoding.UTF8.GetString(export.ToArray())).ToList();

        Assert.That(printed, Has.Count.GreaterThan(all.Length));
        foreach (var secret in secrets)
        {
            Assert.That(printed, Has.All.Not.Contains(secret).IgnoreCase);
        }
    }

    [Test]
    public void A_mistyped_key_stops_the_host_without_being_repeated()
    {
        using var provider = new ServiceCollection().AddBillingContext(options => options.AuditKey = "CANARY4c1f77a2e9").Services.BuildServiceProvider();

        var exception = Assert.Catch(() => provider.GetRequiredService<IAuditLog>());

        Assert.That(exception, Is.InstanceOf<OptionsValidationException>());
        Assert.That(exception!.ToString(), Does.Contain("BillingContext:AuditKey").And.Contain("openssl rand -base64 32").And.Not.Contain("CANARY"));
    }

    [Test]
    public void A_name_tells_keys_apart()
    {
        var (one, again, other) = (Some.Key(1), Some.Key(1), Some.Key(2));

        Assert.That(one.Name, Is.EqualTo(again.Name).And.Not.EqualTo(other.Name));
        Assert.That(one.ToString(), Is.EqualTo("audit key " + again.Name));
    }
}
