namespace BillingContext.Simulation.Worlds;

/// <summary>One run of a node, from its start to its crash. What it had under way at the end never goes on.</summary>
internal sealed class Life(string name)
{
    private readonly List<Action> callers = [];
    private readonly int[] busy = new int[Enum.GetValues<Activity>().Length];

    internal string Name { get; } = name;

    internal bool IsDead { get; private set; }

    internal bool IsPaused { get; set; }

    /// <summary>Timers that fell due while it was paused.</summary>
    internal List<(WorldTimer Timer, int Setting)> Held { get; } = [];

    /// <summary>POSTs between the last look at the clock and the wire, where no check can help against a very long pause.</summary>
    internal int Leaving { get; set; }

    /// <summary>Looks into the vault that are under way: between the look at the lease and the wire, where a long pause does the most harm.</summary>
    internal int LookingUp { get; set; }

    /// <summary>Until when it reaches nobody outside.</summary>
    internal DateTimeOffset LineBrokenUntil { get; set; }

    /// <summary>How much of each kind is under way.</summary>
    internal int Busy(Activity activity) => busy[(int)activity];

    /// <summary>Somebody outside waits for an answer of this life: it comes, or the connection breaks.</summary>
    internal Task<T> AnswerAsync<T>(Activity activity, Func<Task<T>> work)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.None);
        callers.Add(() => answer.TrySetException(new NodeDiedException()));
        _ = WorkAsync();
        return answer.Task;

        async Task WorkAsync()
        {
            busy[(int)activity]++;
            try
            {
                var value = await work().ConfigureAwait(false);
                busy[(int)activity]--;
                answer.TrySetResult(value);
            }
            catch (Exception exception)
            {
                busy[(int)activity]--;
                answer.TrySetException(exception);
            }
        }
    }

    /// <summary>Ends it: first fenced, then its callers learn of it.</summary>
    internal void End()
    {
        IsDead = true;
        foreach (var caller in callers.ToArray())
        {
            caller();
        }
    }

    public override string ToString() => Name;
}
