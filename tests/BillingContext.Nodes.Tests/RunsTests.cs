using BillingContext.Nodes;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Nodes.Tests;

/// <summary>Processes on one store, in short; the long forms are <c>dotnet run -c Release --project tests/BillingContext.Nodes -- two|kill|soak</c>.</summary>
[NonParallelizable]
internal sealed class RunsTests
{
    [Test]
    public async Task What_is_posted_to_one_node_is_heard_on_another_a_thousand_times()
    {
        RequirePostgres();

        var said = await RunAsync("two", "--events", "1000", "--rate", "100");

        Assert.That(said, Does.Contain("1000 heard on the other"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There is no SIGKILL.")]
    public async Task A_node_that_is_killed_loses_nothing_and_does_nothing_twice()
    {
        RequirePostgres();

        var said = await RunAsync("kill");

        Assert.That(said, Does.Contain(" in flight"));
    }

    [TestCase(StoreAddress.Sqlite)]
    [TestCase(StoreAddress.Postgres)]
    public async Task A_steady_rate_with_faults_ends_with_nothing_left_to_do(string store)
    {
        if (store == StoreAddress.Postgres)
        {
            RequirePostgres();
        }

        var said = await RunAsync("soak", "--minutes", "0.05", "--store", store);

        Assert.That(said, Does.Contain("; backlog 0"));
    }

    [TestCase]
    [TestCase("two", "--events")]
    [TestCase("two", "--speed", "9")]
    [TestCase("three")]
    public async Task What_cannot_be_understood_is_exit_code_2(params string[] words)
    {
        await using var output = new StringWriter();

        Assert.That(await Runs.RunAsync(words, output), Is.EqualTo(2));
        Assert.That(output.ToString(), Does.StartWith("two"));
    }

    /// <summary>What a run said, if it found nothing wrong. The times it measured are said, and never judged.</summary>
    private static async Task<string> RunAsync(params string[] words)
    {
        await using var output = new StringWriter();
        var code = await Runs.RunAsync(words, output);
        TestContext.Out.WriteLine(output);
        Assert.That(output.ToString().TrimEnd(), Does.EndWith("as it should be"));
        Assert.That(code, Is.Zero);
        return output.ToString();
    }

    private static void RequirePostgres()
    {
        if (TemporaryStore.IsAvailable(StoreAddress.Postgres))
        {
            return;
        }

        const string Reason = $"{TemporaryStore.Variable} is not set: give it a connection string such as 'Host=localhost;Database=billing;Username=billing;Password=…'.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(Reason);
        }

        Assert.Ignore(Reason);
    }
}
