using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>Where a refund is: done steps filled, steps to come hollow.</summary>
internal static class TimelineView
{
    internal static IRenderable Of(TimelineFact timeline) => new Rows(
    [
        new Markup($"[bold]The refund of {Safe.Markup(timeline.Amount.Text)}, as of {Words.Day(timeline.AsOf)}[/]"),
        .. timeline.Lines.Select(line => new Markup(LineOf(line))),
    ]);

    private static string LineOf(TimelineLine line)
    {
        var when = line.When.Length > 0 ? $"{line.When}  " : "";
        return line.IsDone ? $"  [green]●[/] {when}{Safe.Markup(line.Text)}" : $"  [grey]○ {when}{Safe.Markup(line.Text)}[/]";
    }
}
