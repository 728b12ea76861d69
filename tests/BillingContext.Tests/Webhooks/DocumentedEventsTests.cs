using System.Text.RegularExpressions;
using BillingContext.Webhooks;
using BillingContext.Webhooks.Internal;

namespace BillingContext.Tests.Webhooks;

/// <summary>docs/webhooks.md says which of Stripe's types are heard, and as what.</summary>
internal sealed partial class DocumentedEventsTests
{
    [Test]
    public void Every_type_stands_in_the_table_with_its_kind_and_nothing_else_does()
    {
        var documented = Rows().Where(row => Enum.TryParse<BillingChangeKind>(KindOf(row), out _))
            .SelectMany(row => TypesOf(row), (row, type) => (type, Enum.Parse<BillingChangeKind>(KindOf(row))));

        Assert.That(documented, Is.EquivalentTo(EventKinds.All.Select(type => (type, EventKinds.Of(type)!.Value))));
    }

    [Test]
    public void What_one_type_tells_beyond_its_kind_stands_in_the_table()
    {
        var failed = Rows().Single(row => KindOf(row) == "");

        Assert.That(TypesOf(failed), Is.EquivalentTo(new[] { EventKinds.RefundFailed, EventKinds.OlderRefundUpdated }));
        Assert.That(Rows().Single(row => KindOf(row) == "Dispute"), Does.Contain("`DisputeOpened` for `created`, `DisputeClosed` for `closed`"));
    }

    private static IEnumerable<string> Rows() => Document()
        .SkipWhile(line => line != "## What an event becomes").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal));

    /// <summary>From the handler's change; empty where it has no kind of its own.</summary>
    private static string KindOf(string row) => Change().Match(row.Split('|')[2]).Groups[1].Value;

    private static IEnumerable<string> TypesOf(string row) =>
        Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups[1].Value).SelectMany(Choices).SelectMany(pattern => pattern.EndsWith(".*", StringComparison.Ordinal)
            ? EventKinds.All.Where(type => type[..type.LastIndexOf('.')] == pattern[..^2])
            : [pattern]);

    private static IEnumerable<string> Choices(string pattern) => Braces().Match(pattern) is { Success: true } braces
        ? braces.Groups[1].Value.Split(", ").Select(choice => pattern.Replace(braces.Value, choice, StringComparison.Ordinal))
        : [pattern];

    private static string[] Document()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "BillingContext.sln")))
        {
            directory = Path.GetDirectoryName(directory)!;
        }

        return File.ReadAllLines(Path.Combine(directory, "docs", "webhooks.md"));
    }

    [GeneratedRegex("`(\\w+)Change`")]
    private static partial Regex Change();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\{([^}]+)\\}")]
    private static partial Regex Braces();
}
