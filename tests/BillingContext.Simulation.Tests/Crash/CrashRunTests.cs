using BillingContext.Simulation.Crash;
using BillingContext.Simulation.Crash.Worlds;
using NUnit.Framework;

namespace BillingContext.Simulation.Tests.Crash;

/// <summary>The short form; the long one is <c>dotnet run -c Release --project tests/BillingContext.Simulation -- --crash --kills 200</c>.</summary>
[Platform(Exclude = "Win", Reason = "There is no SIGKILL.")]
[NonParallelizable]
internal sealed class CrashRunTests
{
    [TestCase(12, "refund", StoreAddress.Sqlite)]
    [TestCase(12, "refund", StoreAddress.Postgres)]
    [TestCase(8, "cancellation", StoreAddress.Sqlite)]
    [TestCase(8, "cancellation", StoreAddress.Postgres)]
    [TestCase(6, "approval", StoreAddress.Postgres)]
    public async Task Kills_lose_and_double_nothing(int kills, string deed, string store)
    {
        var (code, said) = await RunAsync("--crash", "--kills", $"{kills}", "--deed", deed, "--store", store);

        Assert.That(said, Does.Contain($"{kills} kills of ").And.EndWith("lost 0, doubled 0, unaudited 0"));
        Assert.That(code, Is.Zero);
    }

    [TestCase(StoreAddress.Sqlite)]
    [TestCase(StoreAddress.Postgres)]
    public async Task Agents_in_two_processes_refund_no_request_twice_and_no_more_than_was_captured(string store)
    {
        var (code, said) = await RunAsync("--agents", "16", "--store", store);

        Assert.That(said, Does.EndWith("lost 0, doubled 0, unaudited 0"));
        Assert.That(code, Is.Zero);
    }

    [TestCase(nameof(Defect.UnauditedOutcome), 8)]
    [TestCase(nameof(Defect.LateIntent), 60, Explicit = true, Reason = "A minute.")]
    [TestCase(nameof(Defect.ErrorIsFinal), 60, Explicit = true, Reason = "A minute.")]
    [TestCase(nameof(Defect.ErrorIsFinal), 60, "cancellation", Explicit = true, Reason = "Two minutes.")]
    [TestCase(nameof(Defect.FreshKey), 120, Explicit = true, Reason = "Two minutes.")]
    public async Task Broken_code_is_found(string defect, int kills, string deed = "refund")
    {
        var (code, said) = await RunAsync("--crash", "--kills", $"{kills}", "--defect", defect, "--deed", deed);

        Assert.That(said, Does.Not.Contain("lost 0, doubled 0, unaudited 0"));
        Assert.That(code, Is.EqualTo(1));
    }

    [TestCase("--crash", "--kills", "0")]
    [TestCase("--crash", "--kills")]
    [TestCase("--crash", "--store", "oracle")]
    [TestCase("--crash", "--deed", "theft")]
    [TestCase("--agents", "3")]
    public async Task What_cannot_be_understood_is_exit_code_2(params string[] words)
    {
        var (code, said) = await RunAsync(words);

        Assert.That(said, Does.StartWith("--crash"));
        Assert.That(code, Is.EqualTo(2));
    }

    private static async Task<(int Code, string Said)> RunAsync(params string[] words)
    {
        if (words.Contains(StoreAddress.Postgres) && !TemporaryStore.IsAvailable(StoreAddress.Postgres))
        {
            Assert.Ignore($"{TemporaryStore.Variable} is not set.");
        }

        using var output = new StringWriter { NewLine = "\n" };
        var code = await CrashRun.RunAsync(words, output);
        var said = output.ToString().TrimEnd();
        await TestContext.Out.WriteLineAsync(said);
        return (code, said);
    }
}
