using System.Text.Json;

namespace HelpdeskConsole.Tests;

public class StoryTests
{
    private static readonly string[] Scenes =
    [
        "verified-ticket", "unverified-ticket", "charged-twice", "refund", "same-request",
        "refused", "webhook", "three-days-later", "cancel-at-period-end", "undo-cancel", "cancel-now",
        "needs-approval", "approval", "limit", "switch", "audit",
    ];

    [Test]
    public async Task The_day_is_told_in_a_hundred_columns()
    {
        var printed = await Printed.ByAsync([]);

        Assert.That(printed.ExitCode, Is.Zero);
        Assert.That(printed.Error, Is.Empty);
        Assert.That(printed.Lines.Max(line => line.Length), Is.LessThanOrEqualTo(100));
    }

    [TestCase(" VERIFIED ")]
    [TestCase(" NOT VERIFIED ")]
    [TestCase("NOT VERIFIED → CONFIRMED")]
    [TestCase("Missing: Subscriptions could not be read")]
    [TestCase("3 attempts, 2 of them took money")]
    [TestCase("REFUNDED 64.00 USD")]
    [TestCase("ALREADY REFUNDED 64.00 USD")]
    [TestCase("dispute.open")]
    [TestCase("NEEDS APPROVAL")]
    [TestCase("signature.mismatch")]
    [TestCase("event.duplicate")]
    [TestCase("0.00 USD was refunded before, 12.00 USD is now")]
    [TestCase("Trace number for the bank: ")]
    [TestCase("Duplicate (likely)")]
    [TestCase("your purchase of $64.00")]
    [TestCase("Chandelier [brass]")]
    [TestCase("The log, checked line by line: INTACT  Good up to line ")]
    [TestCase("ENDS ON 2026-11-15")]
    [TestCase("Told before: The subscription ends on 15 November 2026 at 08:00 (UTC)")]
    [TestCase("GOES ON")]
    [TestCase("ENDED, REFUND 20.")]
    [TestCase("subscription.canceled")]
    [TestCase("What was moved from 2026-11-02 09:00 until 2026-11-06")]
    [TestCase("approval.needs_person")]
    [TestCase("REFUNDED 400.00 USD")]
    [TestCase("limit.count_reached")]
    [TestCase("merchant.stopped")]
    [TestCase("6 refunds made through BillingContext and 1")]
    public async Task The_day_shows(string text)
    {
        var printed = await Printed.ByAsync(["--simulated"]);

        Assert.That(printed.Output, Does.Contain(text));
    }

    [TestCase("--simulated")]
    [TestCase("--json")]
    public async Task The_day_is_the_same_every_time(string option)
    {
        var first = await Printed.ByAsync([option]);
        var second = await Printed.ByAsync([option], ("STRIPE_API_KEY", "rk_test_ofsomebodyelse"));

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public async Task In_JSON_every_line_is_an_object_that_knows_its_scene()
    {
        var printed = await Printed.ByAsync(["--json"]);

        var lines = printed.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(lines.Select(line => line.GetProperty("kind").GetString()), Has.All.Not.Empty);
        Assert.That(
            lines.Where(line => line.TryGetProperty("scene", out _)).Select(line => line.GetProperty("scene").GetString()).Distinct(),
            Is.EqualTo(Scenes));
    }

    [Test]
    public async Task Names_and_addresses_are_where_a_panel_is_and_nowhere_else()
    {
        var printed = await Printed.ByAsync(["--json"]);

        var personal = printed.Lines.Where(line => line.Contains("example.com", StringComparison.Ordinal) || line.Contains("Okafor", StringComparison.Ordinal));
        Assert.That(personal, Has.All.StartsWith("""{"kind":"panel","""));
        Assert.That(personal, Is.Not.Empty);
    }
}
