using System.Runtime.Versioning;
using System.Text.Json;
using BillingContext.Testing;
using ServedStripe;

namespace HelpdeskConsole.Tests;

[Platform(Exclude = "Win", Reason = "There is no SIGKILL.")]
public class CrashTests
{
    private const string Request = "T-1001-duplicate";

    [Test]
    public async Task Killed_in_the_middle_of_a_refund_it_settles_it_when_started_again()
    {
        using var file = new KeptFile();

        var killed = await file.RunAsync("--crash");
        var again = await file.RunAsync();

        Assert.That(killed.ExitCode, Is.EqualTo(KeptFile.Killed), killed.Error);
        Assert.That(killed.Output.TrimEnd(), Does.EndWith("process is killed."));
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(
            again.Output,
            Does.Contain("1 refund was open when the program ended.").And.Contain($"{Request}, 64.00 USD: settled: Succeeded re_"));
        Assert.That(again.Output, Does.Contain("ALREADY REFUNDED 64.00 USD").And.Not.Contain("─ REFUNDED"));
    }

    [Test]
    public async Task On_a_Stripe_that_outlives_it_the_refund_is_found_and_not_made_again()
    {
        using var file = new KeptFile();
        var stripe = new StripeSimulator(new ShiftedClock()) { AcceptAnyTestKey = true };
        await using var server = await StripeSimulatorServer.StartAsync(stripe);
        string[] there = ["--stripe", server.BaseAddress.ToString(), "--json"];

        var killed = await file.RunAsync([.. there, "--crash"]);
        var made = stripe.Account.Refunds.Single();
        var again = await file.RunAsync(there);
        var onceMore = await file.RunAsync(there);

        Assert.That(killed.ExitCode, Is.EqualTo(KeptFile.Killed), killed.Error);
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(Found(again), Is.EqualTo(new[] { $"{Request} InProgress Succeeded {made.Id}" }));
        Assert.That(Found(onceMore), Is.Empty);
        Assert.That(Refunds(again).Concat(Refunds(onceMore)), Is.EqualTo(Enumerable.Repeat($"{Request} {made.Id} True", 4)));
        Assert.That(stripe.Account.Refunds, Has.Count.EqualTo(1));
        Assert.That(stripe.Requests.Count(request => request is { Method: "POST", Path: "/v1/refunds" }), Is.EqualTo(1));
    }

    [Test]
    public async Task A_finished_story_is_not_refunded_again_on_the_same_file()
    {
        using var file = new KeptFile();

        var first = await file.RunAsync("--json");
        var second = await file.RunAsync("--json");

        Assert.That(first.ExitCode, Is.Zero, first.Error);
        Assert.That(second.ExitCode, Is.Zero, second.Error);
        var repeated = Refunds(first).Last(refund => refund.StartsWith(Request, StringComparison.Ordinal));
        Assert.That(repeated, Does.EndWith("True"));
        Assert.That(Found(second), Is.Empty);
        Assert.That(Refunds(second), Is.EqualTo(new[] { repeated, repeated }));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task The_key_of_the_log_is_made_once_and_for_nobody_else_to_read()
    {
        using var file = new KeptFile();

        var first = await Printed.ByAsync(["--store", file.Path]);
        var key = await File.ReadAllTextAsync(file.KeyPath);
        await Printed.ByAsync(["--store", file.Path]);

        Assert.That(first.Output, Does.Contain("helpdesk.db.key").And.Not.Contain(key.Trim()));
        Assert.That(await File.ReadAllTextAsync(file.KeyPath), Is.EqualTo(key));
        Assert.That(File.GetUnixFileMode(file.KeyPath), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public async Task Without_its_key_a_file_is_left_alone()
    {
        using var file = new KeptFile();
        await Printed.ByAsync(["--store", file.Path]);
        File.Delete(file.KeyPath);

        var printed = await Printed.ByAsync(["--store", file.Path]);

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Error, Does.Contain("helpdesk.db.key is missing"));
        Assert.That(File.Exists(file.KeyPath), Is.False);
    }

    [Test]
    public async Task What_is_no_database_is_said()
    {
        using var file = new KeptFile();
        await File.WriteAllTextAsync(file.Path, new string('x', 10_000));
        await File.WriteAllTextAsync(file.KeyPath, Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));

        var printed = await Printed.ByAsync(["--store", file.Path]);

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Error, Does.Contain("cannot be used"));
    }

    [Test]
    public async Task Nobody_at_the_address_is_said()
    {
        using var file = new KeptFile();

        var printed = await Printed.ByAsync(["--store", file.Path, "--stripe", "http://127.0.0.1:9"]);

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Error, Does.Contain("Nobody answers at http://127.0.0.1:9/. Start it"));
    }

    /// <summary>What was open at the beginning: request, state before, state after, refund.</summary>
    private static IEnumerable<string> Found(Printed printed) => Facts(printed, "found")
        .Single().GetProperty("open").EnumerateArray()
        .Select(line => $"{line.GetProperty("request")} {line.GetProperty("was")} {line.GetProperty("is")} {line.GetProperty("refund")}");

    /// <summary>What became of refunds that were asked for: request, refund, whether it was a repeat.</summary>
    private static IEnumerable<string> Refunds(Printed printed) => Facts(printed, "refund")
        .Where(refund => refund.TryGetProperty("refund", out _))
        .Select(refund => $"{refund.GetProperty("request")} {refund.GetProperty("refund")} {refund.GetProperty("isRepeat").GetBoolean()}");

    private static IEnumerable<JsonElement> Facts(Printed printed, string kind) => printed.Lines
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Where(fact => fact.GetProperty("kind").GetString() == kind);
}
