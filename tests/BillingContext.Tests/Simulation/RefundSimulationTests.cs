using System.Diagnostics.Tracing;

namespace BillingContext.Tests.Simulation;

/// <summary>The tripwire of the seams: shipped code runs on one thread under virtual time, and every history replays from its seed.</summary>
public class RefundSimulationTests
{
    private const int Histories = 300;

    [Test]
    public void Three_hundred_histories_stay_on_one_thread_and_move_money_once() => OnOneThread(() =>
    {
        using var pool = new ThreadPoolTripwire();
        for (var seed = 1; seed <= Histories; seed++)
        {
            var (_, hops) = RefundHistory.Run(seed);

            Assert.That(hops, Is.Zero, $"Seed {seed} left its thread.");
        }

        Assert.That(pool.Enqueued, Is.Empty, "Work was handed to the thread pool.");
    });

    [Test]
    public void The_same_seed_gives_the_same_history_byte_for_byte([Values(7, 42, 123, 299)] int seed) => OnOneThread(() =>
    {
        var (first, _) = RefundHistory.Run(seed);
        var (second, _) = RefundHistory.Run(seed);

        Assert.That(second, Is.EqualTo(first));
    });

    private static void OnOneThread(Action histories)
    {
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    histories();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            maxStackSize: 16 * 1024 * 1024);
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Sees what this thread hands to the thread pool; other tests may use it as they like.</summary>
    private sealed class ThreadPoolTripwire : EventListener
    {
        private readonly int thread = Environment.CurrentManagedThreadId;

        internal List<string> Enqueued { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "System.Diagnostics.Eventing.FrameworkEventSource")
            {
                const EventKeywords ThreadPool = (EventKeywords)2;
                EnableEvents(eventSource, EventLevel.Verbose, ThreadPool);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == "ThreadPoolEnqueueWork" && Environment.CurrentManagedThreadId == thread)
            {
                Enqueued.Add(Environment.StackTrace);
            }
        }
    }
}
