using BillingContext.Testing.Internal.Faults;
using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>Takes requests in and carries them out; knows nothing of connections or faults.</summary>
internal sealed class StripeServer
{
    private readonly Lock _gate;
    private readonly IdSequence _ids;
    private readonly IdempotencyKeys _idempotency = new();
    private readonly Admission _admission;
    private readonly RequestLog _requests = new();

    public StripeServer(Lock gate, IdSequence ids, Merchant merchant)
    {
        _gate = gate;
        _ids = ids;
        _admission = new Admission(merchant, _idempotency);
    }

    public TimeSpan SearchLag { get; set; } = TimeSpan.FromMinutes(1);

    public IReadOnlyList<SimulatedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return _requests.All;
            }
        }
    }

    public void ClearRequests()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    /// <summary>Takes a request in; from here its idempotency key is in use. A scripted answer stands in the way of all that.</summary>
    public Exchange Arrive(WireRequest request, FaultReply? scripted = null)
    {
        lock (_gate)
        {
            var exchange = new Exchange(_ids.Request(), _requests.Add(request));
            if (scripted is not null)
            {
                exchange.Reply = scripted.ToReply(request, exchange.RequestId);
            }
            else if (_admission.Refuses(request, exchange, SearchLag) is { } refusal)
            {
                exchange.Reply = ErrorBody.Reply(refusal, exchange.RequestId, exchange.Books?.Livemode ?? false);
                Release(exchange, keep: false);
            }

            return exchange;
        }
    }

    /// <summary>Runs the route, unless the request has its answer already.</summary>
    public Reply Finish(Exchange exchange)
    {
        lock (_gate)
        {
            if (exchange.Reply is null)
            {
                var error = Run(exchange);
                Release(exchange, keep: error is null or { Executed: true });
                if (exchange.Kept is not null)
                {
                    // Asked again it would say the same: https://docs.stripe.com/error-low-level
                    exchange.Reply!.Headers["Stripe-Should-Retry"] = "false";
                }
            }

            return exchange.Reply!;
        }
    }

    /// <summary>Puts another answer in place of the true one, and under the idempotency key if <paramref name="stored"/>.</summary>
    public void Overrule(Exchange exchange, Reply reply, bool stored)
    {
        lock (_gate)
        {
            var ran = exchange.Reply is not null;
            exchange.Replays = null;
            exchange.Reply = reply;
            if (stored && exchange.Kept is { } kept)
            {
                kept.Reply = reply;
            }
            else if (!ran)
            {
                Release(exchange, keep: false);
            }
        }
    }

    /// <summary>The answer with what every response carries.</summary>
    public Reply Seal(Exchange exchange)
    {
        lock (_gate)
        {
            return exchange.Seal();
        }
    }

    private static StripeError? Run(Exchange exchange)
    {
        var books = exchange.Books!;
        books.Due.Settle(books.Now());
        books.Request = (exchange.RequestId, exchange.IdempotencyKey);
        try
        {
            var answer = exchange.Route!.Handle(exchange.Call!);
            exchange.Reply = answer.Error is { } error
                ? ErrorBody.Reply(error, exchange.RequestId, books, exchange.Version)
                : new Reply(200, JsonBody.Bytes(books, exchange.Version, exchange.Expansion, answer.Content!));
            return answer.Error;
        }
        finally
        {
            books.Request = null;
        }
    }

    private void Release(Exchange exchange, bool keep)
    {
        if (exchange.Kept is not { } kept)
        {
            return;
        }

        if (keep)
        {
            kept.Reply = exchange.Reply;
        }
        else
        {
            _idempotency.Release(exchange.Books!, exchange.IdempotencyKey!);
            exchange.Kept = null;
        }
    }
}
