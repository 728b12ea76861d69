using BillingContext.Benchmarks.Measuring;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>
/// Counts round trips without a clock: holds every request until no more come, then lets them go together. Requests that
/// need no other's answer are in one wave, and what is sent on account of an answer is in the next.
/// </summary>
internal sealed class Waves : DelegatingHandler
{
    private readonly Lock gate = new();
    private List<TaskCompletionSource> held = [];

    internal int Count { get; private set; }

    /// <summary>
    /// Runs a call to its end, wave by wave. The code under test stays on this thread, so when it has returned nothing more comes.
    /// </summary>
    internal T Run<T>(Func<Task<T>> call)
    {
        var task = call();
        while (Take() is { Count: > 0 } wave)
        {
            Count++;
            wave.ForEach(request => request.SetResult());
        }

        return InMemory.Result(task);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // Continues on the thread that lets it go.
        var release = new TaskCompletionSource();
        lock (gate)
        {
            held.Add(release);
        }

        await release.Task;
        return await base.SendAsync(request, cancellationToken);
    }

    private List<TaskCompletionSource> Take()
    {
        lock (gate)
        {
            (var wave, held) = (held, []);
            return wave;
        }
    }
}
