using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>Attempts side by side: a column each.</summary>
internal static class AttemptsView
{
    internal static IRenderable Of(AttemptsFact fact)
    {
        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(Color.Grey) };
        table.AddColumn("");
        foreach (var (index, attempt) in fact.Attempts.Index())
        {
            table.AddColumn($"[bold]{(attempt.TookMoney ? "[green]" : "[red]")}Attempt {index + 1}[/][/]");
        }

        Row("when", attempt => Words.Minute(attempt.At));
        Row("amount", attempt => Safe.Markup(attempt.Amount.Text));
        Row("outcome", attempt => attempt.TookMoney ? "[green]money taken[/]" : $"[red]declined[/] [grey]{Safe.Markup(attempt.Declined ?? attempt.StripeStatus)}[/]");
        Row("card", attempt => Safe.Markup(attempt.Card));
        Row("for", attempt => Safe.Markup(attempt.Description));
        Row("payment", attempt => $"[grey]…{Safe.Markup(attempt.Payment[^8..])}[/]");
        return table;

        void Row(string name, Func<AttemptLine, string> cell) => table.AddRow([$"[grey]{name}[/]", .. fact.Attempts.Select(cell)]);
    }
}
