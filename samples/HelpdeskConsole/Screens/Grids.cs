using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>The two shapes everything is put in.</summary>
internal static class Grids
{
    /// <summary>A table of markup, without lines of its own.</summary>
    internal static Table Of(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn($"[grey]{column}[/]") { Padding = new Padding(0, 0, 2, 0) });
        }

        return table;
    }

    /// <summary>A box with a title in it.</summary>
    internal static Panel Box(string title, Color colour, params IEnumerable<IRenderable> content) => new(new Rows(content))
    {
        Header = new PanelHeader($"[bold] {title} [/]"),
        Border = BoxBorder.Rounded,
        BorderStyle = new Style(colour),
        Padding = new Padding(1, 0, 1, 0),
        Expand = true,
    };
}
