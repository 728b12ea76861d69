using System.Diagnostics;
using BillingContext.Simulation.Running;

namespace BillingContext.Simulation.Defects;

/// <summary>
/// Builds the code once as it is and once with each defect, in a copy, and runs histories on it. Nothing that is shipped has a switch
/// for any of it.
/// </summary>
internal static class Workshop
{
    private const string Histories = "1000";
    private const string Program = "tests/BillingContext.Simulation";
    private const string Output = "bin/Release/net10.0";
    private static readonly string[] Copied =
        ["src", Program, "samples/StripeSimulator", "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt", ".editorconfig", "README.md"];

    internal static int Run(string[]? only)
    {
        var root = Root();
        var chosen = DefectList.All.Where(defect => only?.Contains(defect.Name) ?? true).ToList();
        var unknown = (only ?? []).Where(name => DefectList.All.All(defect => defect.Name != name)).ToList();
        var problems = chosen.SelectMany(defect => defect.Edits.Select(edit => edit.Problem(root)).OfType<string>().Select(problem => $"{defect.Name}: {problem}")).ToList();
        if (unknown.Count > 0 || problems.Count > 0)
        {
            Console.Error.WriteLine(string.Join('\n', unknown.Select(name => $"There is no defect '{name}'.").Concat(problems)));
            return 2;
        }

        var work = Directory.CreateTempSubdirectory("simulation-defects-").FullName;
        try
        {
            foreach (var path in Copied)
            {
                Copy(Path.Combine(root, path), Path.Combine(work, path));
            }

            var escaped = Try(work, new Defect("none", "the code as it is"), isSound: true) ? 0 : 1;
            escaped += chosen.Count(defect => !Try(work, defect, isSound: false));
            Console.WriteLine(escaped == 0 ? $"All {chosen.Count} defects were caught." : $"{escaped} of {chosen.Count + 1} are not as they should be.");
            return escaped == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>The repository this was built in: where the solution is.</summary>
    internal static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "BillingContext.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The repository is not above this program.");
        }

        return directory;
    }

    private static bool Try(string work, Defect defect, bool isSound)
    {
        var originals = defect.Edits.Select(edit => Path.Combine(work, edit.File)).Distinct().ToDictionary(path => path, File.ReadAllText);
        foreach (var edit in defect.Edits)
        {
            edit.Apply(work);
        }

        try
        {
            Build(work, defect);
            var lines = LinesOf(work);
            var caught = Processes.Failed(lines);
            Console.WriteLine($"{defect.Name,-34}{(caught is { } found ? $"history {found.Number,4}  {Short(found.Reason)}" : "nothing within " + Histories)}");
            return caught is null == isSound;
        }
        finally
        {
            foreach (var (path, text) in originals)
            {
                File.WriteAllText(path, text);
            }
        }
    }

    private static string[] LinesOf(string work)
    {
        var assembly = Path.Combine(work, Program, Output, Path.GetFileName(typeof(Workshop).Assembly.Location));
        using var child = Processes.Start(assembly, "--histories", Histories, "--part", "0");
        var lines = child.StandardOutput.ReadToEnd().Split('\n');
        child.WaitForExit();
        return child.ExitCode == 0 ? lines : throw new InvalidOperationException($"The histories ended with {child.ExitCode}.");
    }

    /// <summary>Everything the first time; with a defect only what it is in, which takes its place beside the rest.</summary>
    private static void Build(string work, Defect defect)
    {
        Build(work, defect.Edits.Length == 0 ? [Program] : [.. ProjectsOf(defect), "--no-restore", "--no-dependencies"]);
        foreach (var project in ProjectsOf(defect))
        {
            var assembly = Path.GetFileName(project) + ".dll";
            File.Copy(Path.Combine(work, project, Output, assembly), Path.Combine(work, Program, Output, assembly), overwrite: true);
        }
    }

    private static IEnumerable<string> ProjectsOf(Defect defect) => defect.Edits.Select(edit => string.Join('/', edit.File.Split('/')[..2])).Distinct();

    private static void Build(string work, string[] what)
    {
        string[] args =
        [
            "build", .. what, "-c", "Release", "-v", "quiet", "-m:1", "-nologo",
            "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:GenerateDocumentationFile=false",
        ];
        using var build = Process.Start(new ProcessStartInfo("dotnet", args) { RedirectStandardOutput = true, WorkingDirectory = work })!;
        var said = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        if (build.ExitCode != 0)
        {
            throw new InvalidOperationException($"The copy does not build:\n{said}");
        }
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(from).Where(entry => Path.GetFileName(entry) is not ("bin" or "obj")))
        {
            Copy(entry, Path.Combine(to, Path.GetFileName(entry)));
        }
    }

    private static string Short(string reason) => reason.Length > 150 ? reason[..150] + "…" : reason;
}
