using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>Where a refund is: done steps filled, steps to come hollow.</summary>
internal static class TimelineView
{
    internal static IRenderable Of(TimelineFact timeline)
    {
        var steps = Grids.Of("", "When", "Step");
        steps.ShowHeaders = false;
        foreach (var line in timeline.Lines)
        {
            var colour = line.IsDone ? "default" : "grey";
            steps.AddRow(
                line.IsDone ? "  [green]●[/]" : "  [grey]○[/]",
                $"[{colour}]{Safe.Markup(line.When)}[/]",
                $"[{colour}]{Safe.Markup(line.Said.ForAgent)}[/]");
        }

        steps.Columns[1].NoWrap();
        return new Rows(
            new Markup($"[bold]The refund of {Safe.Markup(timeline.Amount.Text)}, as of {Words.Minute(timeline.AsOf)}[/]"),
            steps,
            SmallViews.ToTheCustomer(timeline.Status, timeline.Next));
    }
}
