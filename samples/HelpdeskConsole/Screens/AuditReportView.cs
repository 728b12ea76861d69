using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>The log told line by line, and what it comes to.</summary>
internal static class AuditReportView
{
    internal static IRenderable Of(AuditStoriesFact stories) => new Rows(
        stories.Lines.Select(line => new Markup($"{line.Sequence,2}  {Safe.Markup(line.Says)}")));

    internal static IRenderable Of(AuditReportFact report)
    {
        var table = Grids.Of("Refunds", "moved", "open", "came back", "not made");
        foreach (var line in report.Totals.Concat(report.ByActor).Concat(report.ByRule))
        {
            table.AddRow(Safe.Markup(line.Name), Words(line.Moved), Words(line.Open), Words(line.CameBack), Words(line.NotMade));
        }

        return new Rows(
        [
            new Markup($"[bold]What was moved[/] from {HelpdeskConsole.Words.Minute(report.From)} until {HelpdeskConsole.Words.Minute(report.Until)}, as of line {report.AsOf}"),
            table,
            .. report.Cancellations.Select(cancellation => new Markup($"[grey]{Safe.Markup(cancellation)}[/]")),
        ]);
    }

    private static string Words(AuditSumLine sum) => sum.Count == 0 ? "–" : $"{sum.Count}: {Safe.Markup(sum.Amount.Text)}";
}
