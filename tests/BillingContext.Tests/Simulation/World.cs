using System.Globalization;
using System.Text;

namespace BillingContext.Tests.Simulation;

/// <summary>
/// Runs asynchronous code on one thread in an order that a seed chooses: it keeps one promise or fires one timer at a time. The
/// same seed gives the same history, byte for byte.
/// </summary>
internal sealed class World
{
    private const int MostSteps = 200_000;

    private readonly Random random;
    private readonly List<(string Name, TaskCompletionSource Promise)> steps = [];
    private readonly List<Task> followed = [];
    private readonly StringBuilder history = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private string? violation;

    internal World(int seed)
    {
        random = new Random(seed);
        Time = new VirtualTime(this);
    }

    internal VirtualTime Time { get; }

    internal string History => history.ToString();

    internal int Hops { get; private set; }

    /// <summary>A number below a bound, from the seed.</summary>
    internal int Pick(int below) => random.Next(below);

    internal double Chance() => random.NextDouble();

    internal bool Happens(double probability) => random.NextDouble() < probability;

    /// <summary>Waits until the seed lets this step happen.</summary>
    internal async Task StepAsync(string name)
    {
        CheckThread();
        var promise = new TaskCompletionSource(TaskCreationOptions.None);
        steps.Add((name, promise));
        await promise.Task.ConfigureAwait(false);
        CheckThread();
    }

    /// <summary>Something nobody waits for, but that must have happened before the history is over.</summary>
    internal void Follow(Task task) => followed.Add(task);

    /// <summary>Whether something nobody waits for has yet to happen.</summary>
    internal bool HasFollowed => followed.Exists(task => !task.IsCompleted);

    /// <summary>What must hold at this moment. Code under test may swallow exceptions, so a violation is kept and ends the history.</summary>
    internal void Require(bool holds, string invariant) => violation ??= holds ? null : invariant;

    internal void Note(string line)
    {
        CheckThread();
        history.Append(Time.GetUtcNow().ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append(' ').Append(line).Append('\n');
    }

    /// <summary>Lets everything happen until the tasks are done and nothing is under way any more.</summary>
    internal void Run(params Task[] tasks)
    {
        for (var count = 0; HasFollowed || !tasks.All(task => task.IsCompleted) || steps.Count > 0; count++)
        {
            Assert.That(count, Is.LessThan(MostSteps), "The history does not end.");
            if (violation is not null)
            {
                Assert.Fail($"{violation}\n{History}");
            }

            if (steps.Count > 0 && (!Time.HasTimers || random.Next(10) > 0))
            {
                var chosen = random.Next(steps.Count);
                var (name, promise) = steps[chosen];
                steps.RemoveAt(chosen);
                Note(name);
                promise.SetResult();
            }
            else if (Time.HasTimers)
            {
                Time.FireNext();
            }
            else
            {
                Assert.Fail("Everything waits for something that nobody will do.\n" + History);
            }
        }

        foreach (var task in followed.Concat(tasks))
        {
            task.GetAwaiter().GetResult();
        }
    }

    private void CheckThread() => Hops += Environment.CurrentManagedThreadId == thread ? 0 : 1;
}
