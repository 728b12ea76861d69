using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Faults;

/// <summary>The line between a client and the server, with everything that can go wrong on it.</summary>
internal sealed class Line(TimeProvider clock, StripeServer server, SimulatorFaults faults)
{
    private readonly Lock _gate = new();
    private readonly HashSet<ITimer> _timers = [];

    /// <summary>Completes on the calling thread unless a fault makes it wait.</summary>
    public async Task<Reply> CarryAsync(WireRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (latency, fault) = faults.Take(request.Method, request.Path);
        switch (fault?.Kind)
        {
            case FaultKind.RefuseConnection:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused. (This was scripted.)");
            case FaultKind.LoseRequest:
                await WaitAsync(latency, cancellationToken).ConfigureAwait(false);
                throw ConnectionEnded();
            case FaultKind.ArriveLate:
                Later(fault.Span, () => server.Finish(server.Arrive(request)));
                await WaitAsync(latency, cancellationToken).ConfigureAwait(false);
                throw ConnectionEnded();
            case FaultKind.Hang:
                return await NeverAsync(cancellationToken).ConfigureAwait(false);
        }

        var exchange = server.Arrive(request, fault?.Kind == FaultKind.Answer ? fault.Reply : null);
        await WaitAsync(latency, () => Apply(request, exchange, fault), cancellationToken).ConfigureAwait(false);
        return fault?.Kind switch
        {
            FaultKind.LoseReply => throw ConnectionEnded(),
            FaultKind.HangAfterApplying => await NeverAsync(cancellationToken).ConfigureAwait(false),
            _ => server.Seal(exchange),
        };
    }

    private void Apply(WireRequest request, Exchange exchange, StripeFault? fault)
    {
        if (fault is not { Kind: FaultKind.ServerError })
        {
            server.Finish(exchange);
            return;
        }

        if (fault.Applied)
        {
            server.Finish(exchange);
        }

        server.Overrule(exchange, fault.Reply!.ToReply(request, exchange.RequestId), fault.Stored);
    }

    private Task WaitAsync(TimeSpan latency, CancellationToken cancellationToken) => WaitAsync(latency, () => { }, cancellationToken);

    /// <summary>Stripe carries on when the client has given up: only the waiting can be cancelled, not the work.</summary>
    private Task WaitAsync(TimeSpan latency, Action work, CancellationToken cancellationToken)
    {
        if (latency == TimeSpan.Zero)
        {
            work();
            return Task.CompletedTask;
        }

        var done = new TaskCompletionSource();
        Later(latency, () =>
        {
            work();
            done.SetResult();
        });
        return done.Task.WaitAsync(cancellationToken);
    }

    private void Later(TimeSpan span, Action work)
    {
        ITimer? timer = null;
        timer = clock.CreateTimer(
            _ =>
            {
                lock (_gate)
                {
                    _timers.Remove(timer!);
                }

                timer!.Dispose();
                work();
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        lock (_gate)
        {
            _timers.Add(timer);
        }

        timer.Change(span, Timeout.InfiniteTimeSpan);
    }

    private static Task<Reply> NeverAsync(CancellationToken cancellationToken)
        => new TaskCompletionSource<Reply>().Task.WaitAsync(cancellationToken);

    private static HttpRequestException ConnectionEnded()
        => new(HttpRequestError.ResponseEnded, "The response ended prematurely. (This was scripted.)");
}
