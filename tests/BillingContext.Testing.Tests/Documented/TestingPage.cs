namespace BillingContext.Testing.Tests.Documented;

/// <summary>The tables of docs/testing.md.</summary>
internal static class TestingPage
{
    /// <summary>The commands that a reader may copy.</summary>
    public static IReadOnlyList<string> Commands
        =>
        [
            .. Lines().Where(line => line.StartsWith("curl ", StringComparison.Ordinal) && line.Contains("$stripe/", StringComparison.Ordinal)),
        ];

    /// <summary>The first cells of the table under a heading.</summary>
    public static IReadOnlyList<string> Rows(string heading)
        =>
        [
            .. Lines()
                .SkipWhile(line => line != "## " + heading)
                .Skip(1)
                .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
                .Where(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Split('|')[1].Trim()),
        ];

    private static string[] Lines() => File.ReadAllLines(Path.Combine(Root(), "docs", "testing.md"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BillingContext.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No BillingContext.sln above the tests.");
        }

        return folder.FullName;
    }
}
