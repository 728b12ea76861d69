using Spectre.Console;

namespace HelpdeskConsole.Screens;

/// <summary>Something turns while something loads, on the error stream, so that it never mixes with the answer.</summary>
internal sealed class Progress
{
    private readonly IAnsiConsole console;

    private Progress(IAnsiConsole console) => this.console = console;

    internal static Progress On(TextWriter error) => new(Consoles.On(error));

    /// <summary>Runs the work, which may say what it is at.</summary>
    internal Task<T> WhileAsync<T>(string text, Func<Action<string>, Task<T>> work) => console.Profile.Out.IsTerminal
        ? console.Status().Spinner(Spinner.Known.Dots).StartAsync(Safe.Markup(text), status => work(next => status.Status = Safe.Markup(next)))
        : work(_ => { });
}
