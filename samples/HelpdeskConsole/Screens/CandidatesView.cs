using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>Whom an e-mail address may mean.</summary>
internal static class CandidatesView
{
    internal static IRenderable Of(CandidatesFact found)
    {
        var table = Grids.Of("Customer", "Name", "E-mail", "Since");
        foreach (var customer in found.Candidates)
        {
            table.AddRow(
                Safe.Markup(customer.Id),
                Safe.Markup(customer.Name),
                Safe.Markup(customer.Email),
                customer.Since is { } since ? Words.Day(since) : "");
        }

        return Grids.Box(
            "Customer",
            Color.Yellow,
            [
                new Markup($"[bold black on yellow] {found.Identity} [/]  [yellow]{Safe.Markup(found.IdentityMeans)}[/]"),
                .. found.Candidates.Count > 0 ? [table, new Markup("[grey]Look at one with --customer.[/]")] : Array.Empty<IRenderable>(),
                .. PanelView.Gaps(found.Missing),
            ]);
    }
}
