using Spectre.Console;

namespace HelpdeskConsole.Screens;

internal static class Consoles
{
    private const int Widest = 110;
    private const int WidthOfFiles = 100;

    /// <summary>Colours and width as the terminal has them; none, and 100 columns, for a file or a pipe.</summary>
    internal static IAnsiConsole On(TextWriter writer)
    {
        var output = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = output.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = output.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = output.IsTerminal ? Math.Min(console.Profile.Width, Widest) : WidthOfFiles;
        return console;
    }
}
