using System.Text.Json;

namespace HelpdeskConsole.Tests;

/// <summary>What an auditor asks of the day's log.</summary>
public class AuditTests
{
    [TestCase("audit", "person:agent_7 asked in T-1001 to refund $64.00 of pi_")]
    [TestCase("audit", "“small and recent” approved it")]
    [TestCase("audit", "assistant:lumi asked in T-1001 for what needs a person's yes: $480.00 of pi_")]
    [TestCase("audit", "person:lead_3 approved $400.00 of pi_")]
    [TestCase("audit", "What was moved from 2026-11-02 09:00 until 2026-11-06")]
    [TestCase("audit --ticket T-1002", "confirmed that cus_")]
    [TestCase("audit --ticket=T-1002", "Note: ")]
    [TestCase("audit --actor assistant:lumi", "assistant:lumi")]
    [TestCase("audit --request T-1001-bulb-box", "to end at once, with $20.")]
    [TestCase("audit --request T-1001-bulb-box", "(T-1001-bulb-box:refund)")]
    public async Task The_log_is_told_in_sentences(string line, string says)
    {
        var printed = await Printed.ByAsync(line.Split(' '));

        Assert.That(printed.ExitCode, Is.Zero, printed.Error);
        Assert.That(string.Join(' ', printed.Output.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)), Does.Contain(says));
    }

    [TestCase("--ticket T-1002", "T-1002")]
    [TestCase("--actor assistant:lumi", "assistant:lumi")]
    public async Task Only_what_is_looked_for_is_told(string look, string names)
    {
        var printed = await Printed.ByAsync(["audit", .. look.Split(' '), "--json"]);

        var lines = Facts(printed, "audit_lines").GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("says").GetString()).ToList();
        Assert.That(lines, Is.Not.Empty);
        Assert.That(lines, Is.All.Contains(names));
    }

    [Test]
    public async Task The_report_is_what_Stripe_saw_and_every_share_adds_up_to_it()
    {
        var report = Facts(await Printed.ByAsync(["audit", "--json"]), "audit_report");
        var stripe = Facts(await Printed.ByAsync(["--json"]), "stripe_calls");

        var moved = Counts(report, "totals");
        Assert.That(moved, Is.EqualTo(stripe.GetProperty("refundsOfOurs").GetInt32()));
        Assert.That((Counts(report, "byActor"), Counts(report, "byRule")), Is.EqualTo((moved, moved)));
        Assert.That(report.GetProperty("cancellations").GetArrayLength(), Is.EqualTo(3));
    }

    [Test]
    public async Task What_is_not_in_the_log_is_said()
    {
        var printed = await Printed.ByAsync(["audit", "--customer", "cus_nobody"]);

        Assert.That(printed.ExitCode, Is.EqualTo(1));
        Assert.That(printed.Output, Does.Contain("No line of the log is so."));
    }

    [TestCase("audit --ticket", "--ticket needs a ticket's number.")]
    [TestCase("audit --actor agent_7", "--actor needs an actor (person:agent_7).")]
    [TestCase("audit --request=", "--request needs a request id.")]
    [TestCase("audit --email a@example.com", "has no e-mail addresses")]
    [TestCase("audit --store kept.db", "audit goes with")]
    [TestCase("--ticket T-1001", "add audit")]
    public async Task What_is_not_understood_ends_with_2(string line, string says)
    {
        var printed = await Printed.ByAsync(line.Split(' '));

        Assert.That(printed.ExitCode, Is.EqualTo(2));
        Assert.That(printed.Error, Does.Contain(says));
    }

    private static int Counts(JsonElement report, string shares) =>
        report.GetProperty(shares).EnumerateArray().Sum(share => share.GetProperty("moved").GetProperty("count").GetInt32());

    private static JsonElement Facts(Printed printed, string kind) =>
        printed.Lines.Select(line => JsonDocument.Parse(line).RootElement).Single(line => line.GetProperty("kind").GetString() == kind);
}
