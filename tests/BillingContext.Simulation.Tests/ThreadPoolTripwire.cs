using System.Diagnostics.Tracing;

namespace BillingContext.Simulation.Tests;

/// <summary>Sees what this thread hands to the thread pool; other tests may use it as they like.</summary>
internal sealed class ThreadPoolTripwire : EventListener
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
