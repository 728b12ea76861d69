namespace HelpdeskConsole.Tests;

/// <summary>What a run of the program left behind.</summary>
internal sealed record Printed(int ExitCode, string Output, string Error)
{
    internal IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs the program with these arguments and, in its environment, these variables.</summary>
    internal static async Task<Printed> ByAsync(string[] args, params (string Name, string Value)[] environment)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = await App.RunAsync(args, name => environment.FirstOrDefault(variable => variable.Name == name).Value, output, error);
        return new Printed(exitCode, output.ToString(), error.ToString());
    }
}
