namespace BillingContext.Simulation.Defects;

/// <summary>One replacement in one file; the text must be found exactly once.</summary>
/// <param name="File">Below the repository's root.</param>
/// <param name="Before">What is there.</param>
/// <param name="After">What takes its place.</param>
internal sealed record Edit(string File, string Before, string After)
{
    /// <summary>Null if the text is there once; else what is wrong.</summary>
    internal string? Problem(string root)
    {
        var path = Path.Combine(root, File);
        if (!System.IO.File.Exists(path))
        {
            return $"{File} is not there.";
        }

        var times = System.IO.File.ReadAllText(path).Split(Before).Length - 1;
        return times == 1 ? null : $"{File} has {times} times: {Before}";
    }

    internal void Apply(string root)
    {
        var path = Path.Combine(root, File);
        System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(path).Replace(Before, After, StringComparison.Ordinal));
    }
}
