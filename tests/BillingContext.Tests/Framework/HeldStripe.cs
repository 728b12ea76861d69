namespace BillingContext.Tests.Framework;

/// <summary>Holds every request until the test lets it go; what is let go continues on the test's thread.</summary>
internal sealed class HeldStripe : DelegatingHandler
{
    private readonly Lock gate = new();
    private List<TaskCompletionSource> held = [];

    /// <summary>How many wait now.</summary>
    internal int Held
    {
        get
        {
            lock (gate)
            {
                return held.Count;
            }
        }
    }

    internal void Release()
    {
        List<TaskCompletionSource> released;
        lock (gate)
        {
            (released, held) = (held, []);
        }

        released.ForEach(request => request.TrySetResult());
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var release = new TaskCompletionSource();
        lock (gate)
        {
            held.Add(release);
        }

        using var cancelled = cancellationToken.Register(() =>
        {
            lock (gate)
            {
                held.Remove(release);
            }

            release.TrySetCanceled(cancellationToken);
        });
        await release.Task.ConfigureAwait(false);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
