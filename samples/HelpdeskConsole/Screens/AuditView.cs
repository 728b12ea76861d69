using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>The audit log: ids, amounts and codes, never a name.</summary>
internal static class AuditView
{
    internal static IRenderable Of(AuditFact audit)
    {
        var table = Grids.Of("#", "At (UTC)", "What", "Who and where", "Amount", "Why");
        table.Columns[4].RightAligned();
        foreach (var line in audit.Entries)
        {
            table.AddRow(
                $"{line.Sequence}",
                Words.Minute(line.At),
                $"{Safe.Markup(line.Action)}\n[grey]{line.State}[/]",
                $"{Safe.Markup(line.Actor ?? "Stripe")}\n[grey]{Safe.Markup(line.Ticket)} {Safe.Markup(line.Request)}[/]",
                Safe.Markup(line.Amount?.Text),
                $"[grey]{Safe.Markup(line.Note ?? string.Join(", ", line.Reasons.Distinct()))}[/]");
        }

        return table;
    }
}
