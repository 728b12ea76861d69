using System.Reflection;
using System.Runtime.CompilerServices;

namespace BillingContext.Tests.Conventions;

/// <summary>What hosts compile against changes only when somebody says so.</summary>
internal sealed class PublicApiTests
{
    [Test]
    public void BillingContext() => IsApproved(Products.Core);

    [Test]
    public void Policies() => IsApproved(Products.Policies);

    [Test]
    public void Relational() => IsApproved(Products.Relational);

    [Test]
    public void AspNetCore() => IsApproved(Products.AspNetCore);

    [Test]
    public void Testing() => IsApproved(Products.Testing);

    private static void IsApproved(Assembly assembly)
    {
        var name = $"PublicApi.{assembly.GetName().Name}";
        var actual = ApiText.Of(assembly);
        var approvedFile = Path.Combine(AppContext.BaseDirectory, "Conventions", name + ".txt");
        if (Environment.GetEnvironmentVariable("APPROVE_API") == "1")
        {
            File.WriteAllText(Path.Combine(SourceFolder(), name + ".txt"), actual);
            return;
        }

        var approved = File.Exists(approvedFile) ? File.ReadAllText(approvedFile).ReplaceLineEndings("\n") : "";
        if (actual == approved)
        {
            return;
        }

        var received = Path.Combine(TestContext.CurrentContext.WorkDirectory, name + ".received.txt");
        File.WriteAllText(received, actual);
        var (before, after) = (Lines(approved), Lines(actual));
        Assert.Fail(
            $"The public API of {assembly.GetName().Name} changed.\n"
            + string.Join('\n', before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)))
            + $"\nAll of it is in {received}. If it is meant, run the tests once with APPROVE_API=1 and commit {name}.txt; a line that went is a breaking change.");
    }

    /// <summary>Each line with the type it belongs to.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var type = "";
        foreach (var line in text.Split('\n'))
        {
            var isMember = line.StartsWith("    ", StringComparison.Ordinal);
            type = isMember ? type : line.Trim();
            lines.Add(isMember ? $"{type} {{ {line.Trim()} }}" : type);
        }

        return lines;
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
