namespace BillingContext.Testing.Internal.Wire;

/// <summary>The requests that arrived, the latest of them.</summary>
internal sealed class RequestLog
{
    /// <summary>More than any test looks at, and not so many that a simulator served for days grows.</summary>
    private const int Kept = 10_000;

    private readonly Queue<SimulatedRequest> _requests = new();

    public IReadOnlyList<SimulatedRequest> All => [.. _requests];

    public SimulatedRequest Add(WireRequest request)
    {
        var logged = new SimulatedRequest(request);
        _requests.Enqueue(logged);
        if (_requests.Count > Kept)
        {
            _requests.Dequeue();
        }

        return logged;
    }

    public void Clear() => _requests.Clear();
}
