using BillingContext.Refunds;
using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>What was open when the program ended.</summary>
internal static class FoundView
{
    internal static IRenderable Of(FoundFact found) => new Rows(
        found.Open.Select(LineOf).Prepend(new Markup($"[bold]{CountOf(found.Open.Count)} open when the program ended.[/]")));

    private static string CountOf(int open) => open switch
    {
        0 => "No refund was",
        1 => "1 refund was",
        _ => $"{open} refunds were",
    };

    private static Markup LineOf(FoundLine line) => new(
        $"  {Safe.Markup(line.Request)}, {Safe.Markup(line.Amount.Text)}: "
        + (line.Is is RefundState.InProgress or RefundState.Unknown or RefundState.NeedsHuman
            ? $"[yellow]still open ({line.Is})[/]"
            : $"[green]settled: {line.Is}[/] {Safe.Markup(line.Refund)}"));
}
