using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>The audit log: ids, amounts and codes, never a name.</summary>
internal static class AuditView
{
    internal static IRenderable Of(AuditFact audit)
    {
        var table = Grids.Of("#", "At (UTC)", "What", "Who, where, which request", "Amount", "Why");
        table.Columns[4].RightAligned();
        foreach (var column in table.Columns.SkipLast(1))
        {
            column.NoWrap();
        }

        foreach (var line in audit.Entries)
        {
            table.AddRow(
                $"{line.Sequence}",
                $"{Words.Day(line.At)}\n[grey]{Words.Time(line.At)}[/]",
                $"{Safe.Markup(line.Action)}\n[grey]{line.State}[/]",
                $"{Safe.Markup(line.Actor ?? "Stripe")}, {Safe.Markup(line.Ticket)}\n[grey]{Safe.Markup(line.Request)}[/]",
                Safe.Markup(line.Amount?.Text),
                WhyOf(line));
        }

        return table;
    }

    private static string WhyOf(AuditLine line)
    {
        string?[] why = [.. line.Reasons.Distinct().Select(code => (string?)code), line.Note is { } note ? $"“{note}”" : null];
        return $"[grey]{Safe.Markup(string.Join(", ", why.Where(part => part is not null)))}[/]";
    }
}
