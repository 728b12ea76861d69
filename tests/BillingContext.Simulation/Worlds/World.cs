using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using BillingContext.Simulation.Checks;

namespace BillingContext.Simulation.Worlds;

/// <summary>
/// Runs asynchronous code on one thread in an order that a seed chooses: it completes one step or fires one timer at a time. The
/// same seed gives the same history, byte for byte.
/// </summary>
internal sealed class World(int seed, bool isRecorded)
{
    private const int MostSteps = 1_000_000;
    private static readonly DateTimeOffset Begin = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(seed);
    private readonly List<(Life? Life, string Name, TaskCompletionSource Promise)> steps = [];
    private readonly PriorityQueue<(WorldTimer Timer, int Setting), (long Due, long Number)> timers = new();
    private readonly StringBuilder history = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private ViolationException? violation;
    private Exception? failure;
    private long now;
    private long numbers;
    private int count;

    internal DateTimeOffset Now => Begin.AddTicks(now);

    internal long Elapsed => now;

    internal bool IsRecorded { get; } = isRecorded;

    internal string History => history.ToString();

    /// <summary>How often code was found on another thread: must stay 0.</summary>
    internal int Hops { get; private set; }

    /// <summary>Work that must end before the phase does.</summary>
    internal int Foreground { get; private set; }

    /// <summary>Work that must end before the history does.</summary>
    internal int Background { get; private set; }

    /// <summary>How far time may jump over a step that could happen now. What holds up steps for longer is a pause, and counted as one.</summary>
    internal TimeSpan Lag { get; set; }

    /// <summary>May strike in the place of a node's step: true if the step does not happen now.</summary>
    internal Func<Life, bool>? Mischief { get; set; }

    internal int Pick(int below) => random.Next(below);

    internal double Chance() => random.NextDouble();

    internal bool Happens(double probability) => random.NextDouble() < probability;

    /// <summary>A span between two others, short ones more often.</summary>
    internal TimeSpan Span(TimeSpan from, TimeSpan to)
    {
        var share = random.NextDouble();
        return from + ((to - from) * (share * share));
    }

    /// <summary>Waits until the seed lets this step happen; for ever, if its node dies before.</summary>
    internal Task StepAsync(Life? life, string name)
    {
        CheckThread();
        var promise = new TaskCompletionSource(TaskCreationOptions.None);
        if (life is not { IsDead: true })
        {
            steps.Add((life, name, promise));
        }

        return promise.Task;
    }

    internal Task DelayAsync(TimeSpan span)
    {
        var promise = new TaskCompletionSource(TaskCreationOptions.None);
        CreateTimer(null, static state => ((TaskCompletionSource)state!).SetResult(), promise, span, Timeout.InfiniteTimeSpan);
        return promise.Task;
    }

    internal WorldTimer CreateTimer(Life? life, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        CheckThread();
        var timer = new WorldTimer(this, life, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Queue(WorldTimer timer, TimeSpan dueTime) =>
        timers.Enqueue((timer, timer.Setting), (now + Math.Max(0, dueTime.Ticks), numbers++));

    /// <summary>Starts somebody who lives in this world.</summary>
    internal void Start(Func<Task> actor, bool isBackground = false)
    {
        _ = RunAsync();

        async Task RunAsync()
        {
            Count(1);
            try
            {
                await actor().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                failure ??= exception;
            }

            Count(-1);
        }

        void Count(int by) => _ = isBackground ? Background += by : Foreground += by;
    }

    /// <summary>What must hold at this moment. Code under test may swallow exceptions, so a violation is kept, and ends the history.</summary>
    internal void Violate(Invariant invariant, string what) => violation ??= new ViolationException(invariant, what);

    internal void Note([InterpolatedStringHandlerArgument("")] ref NoteText text)
    {
        CheckThread();
        if (IsRecorded)
        {
            history.Append(Now.ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append(' ').Append(text.ToString()).Append('\n');
        }
    }

    /// <summary>Lets things happen until somebody's work is done.</summary>
    internal void Run(bool untilBackgroundEnds)
    {
        while (Foreground > 0 || (untilBackgroundEnds && Background > 0))
        {
            if ((violation ?? failure) is { } wrong)
            {
                throw wrong;
            }

            if (++count > MostSteps)
            {
                throw new ViolationException(Invariant.I5, "the history does not end");
            }

            if (ChooseStep() is { } chosen)
            {
                Happen(chosen);
            }
            else if (!FireNext(long.MaxValue))
            {
                throw new ViolationException(Invariant.I5, "everything waits for something that nobody will do");
            }
        }

        if ((violation ?? failure) is { } late)
        {
            throw late;
        }
    }

    /// <summary>Ends a node's life: its steps and timers are forgotten.</summary>
    internal void End(Life life)
    {
        steps.RemoveAll(step => step.Life == life);
        life.End();
    }

    /// <summary>A paused node goes on, and its timers that are overdue fire first.</summary>
    internal void Resume(Life life)
    {
        life.IsPaused = false;
        foreach (var held in life.Held)
        {
            timers.Enqueue(held, (now, numbers++));
        }

        life.Held.Clear();
    }

    private int? ChooseStep()
    {
        if (steps.Count == 0 || (random.Next(16) == 0 && FireNext(now + Lag.Ticks)))
        {
            return steps.Count == 0 ? null : NextReady(random.Next(steps.Count));
        }

        return NextReady(random.Next(steps.Count));
    }

    private int? NextReady(int from)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var at = (from + i) % steps.Count;
            if (steps[at].Life is not { IsPaused: true })
            {
                return at;
            }
        }

        return null;
    }

    private void Happen(int chosen)
    {
        var (life, name, promise) = steps[chosen];
        if (life is not null && Mischief is { } mischief && mischief(life))
        {
            return;
        }

        steps[chosen] = steps[^1];
        steps.RemoveAt(steps.Count - 1);
        Note($"{life?.Name} {name}");
        promise.SetResult();
    }

    private bool FireNext(long notAfter)
    {
        while (timers.TryPeek(out var next, out var place) && place.Due <= notAfter)
        {
            timers.Dequeue();
            if (next.Setting != next.Timer.Setting || next.Timer.Life is { IsDead: true })
            {
                continue;
            }

            now = Math.Max(now, place.Due);
            if (next.Timer.Life is { IsPaused: true } paused)
            {
                paused.Held.Add(next);
                continue;
            }

            next.Timer.Fire();
            return true;
        }

        return false;
    }

    private void CheckThread() => Hops += Environment.CurrentManagedThreadId == thread ? 0 : 1;
}
