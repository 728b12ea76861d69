using System.Text;
using BillingContext.Testing.Internal.Faults;
using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>Takes requests in and carries them out; knows nothing of connections or faults.</summary>
internal sealed class StripeServer(Lock gate, IdSequence ids, Merchant merchant)
{
    private const int MaximumBody = 1024 * 1024;
    private const int MaximumKeyLength = 255;
    private readonly IdempotencyKeys _idempotency = new();
    private readonly List<SimulatedRequest> _requests = [];

    public TimeSpan SearchLag { get; set; } = TimeSpan.FromMinutes(1);

    public IReadOnlyList<SimulatedRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. _requests];
            }
        }
    }

    public void ClearRequests()
    {
        lock (gate)
        {
            _requests.Clear();
        }
    }

    /// <summary>Takes a request in; from here its idempotency key is in use. A scripted answer stands in the way of all that.</summary>
    public Exchange Arrive(WireRequest request, FaultReply? scripted = null)
    {
        lock (gate)
        {
            var exchange = Log(request);
            if (scripted is not null)
            {
                exchange.Reply = scripted.ToReply(request, exchange.RequestId);
            }
            else if (Admit(request, exchange) is { } refusal)
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
        lock (gate)
        {
            if (exchange.Reply is null)
            {
                var error = Run(exchange);
                Release(exchange, keep: error is null or { Executed: true });
            }

            return exchange.Reply!;
        }
    }

    /// <summary>Puts another answer in the place of the true one, under the idempotency key too when it is <paramref name="stored"/>.</summary>
    public void Overrule(Exchange exchange, Reply reply, bool stored)
    {
        lock (gate)
        {
            var ran = exchange.Reply is not null;
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

    /// <summary>Adds what every response carries, and puts it in the log.</summary>
    public Reply Seal(Exchange exchange)
    {
        lock (gate)
        {
            var reply = new Reply(exchange.Reply!.Status, exchange.Reply.Body);
            foreach (var (name, value) in exchange.Reply.Headers)
            {
                reply.Headers[name] = value;
            }

            reply.Headers["Request-Id"] = exchange.RequestId;
            reply.Headers["Stripe-Version"] = exchange.Version.Text;
            if (exchange.IdempotencyKey is { } key)
            {
                reply.Headers["Idempotency-Key"] = key;
            }

            exchange.Logged.Status = reply.Status;
            return reply;
        }
    }

    private Exchange Log(WireRequest request)
    {
        var logged = new SimulatedRequest(request);
        _requests.Add(logged);
        return new Exchange(ids.Request(), logged);
    }

    private StripeError? Admit(WireRequest request, Exchange exchange)
    {
        if (merchant.Authenticate(request, out var key, out var books) is { } stranger)
        {
            return stranger;
        }

        exchange.Books = books;
        books!.Due.Settle(books.Now());
        if (request.Header("Stripe-Version") is { } text)
        {
            if (ApiVersion.Parse(text) is not { } version)
            {
                return Errors.UnknownVersion(text);
            }

            exchange.Version = version;
        }

        if (RouteTable.Find(request.Method, request.Path, out var id) is not { } route)
        {
            return Errors.UnknownUrl(request.Method, request.Path);
        }

        exchange.Route = route;
        if (!key!.Allows(route.Needs))
        {
            return Errors.MissingPermission(key, books.AccountId, route.Needs[0]);
        }

        return TakeParameters(request, exchange, key, id);
    }

    private StripeError? TakeParameters(WireRequest request, Exchange exchange, ApiKey key, string id)
    {
        var (route, books) = (exchange.Route!, exchange.Books!);
        var pairs = new List<KeyValuePair<string, string>>();
        if (!TryReadPairs(request, pairs) || FormParser.Tree(pairs) is not { } form)
        {
            return Errors.MalformedBody;
        }

        if (request.Method == "POST" && request.Header("Idempotency-Key") is { Length: > 0 } idempotencyKey
            && ClaimKey(request, exchange, idempotencyKey, pairs) is { } conflict)
        {
            return conflict;
        }

        if (exchange.Reply is not null)
        {
            return null;
        }

        if (ParameterChecks.All(form, route.Parameters, name => name) is { } malformed)
        {
            return malformed;
        }

        exchange.Call = new Call(books, merchant.OtherMode(books), id, form, SearchLag);
        return Expand(exchange, key);
    }

    private StripeError? ClaimKey(WireRequest request, Exchange exchange, string key, List<KeyValuePair<string, string>> pairs)
    {
        if (key.Length > MaximumKeyLength)
        {
            return Errors.KeyTooLong;
        }

        // The order of parameters does not matter.
        var parameters = string.Join('&', pairs.Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal));
        exchange.IdempotencyKey = key;
        var kept = _idempotency.Claim(exchange.Books!, key, request, parameters, exchange.Books!.Now(), out var isNew);
        if (isNew)
        {
            exchange.Kept = kept;
            return null;
        }

        if (kept.Refuses(request, parameters) is { } conflict)
        {
            return conflict;
        }

        exchange.Reply = new Reply(kept.Reply!.Status, kept.Reply.Body);
        exchange.Reply.Headers["Idempotent-Replayed"] = "true";
        return null;
    }

    private static StripeError? Expand(Exchange exchange, ApiKey key)
    {
        var parser = new ExpansionParser(exchange.Route!.Answers, exchange.Route.AnswersList);
        foreach (var path in exchange.Call!.Texts("expand"))
        {
            if (parser.Add(path) is { } wrong)
            {
                return wrong;
            }
        }

        exchange.Expansion = parser.Tree;
        var hidden = parser.Reads.FirstOrDefault(resource => !key.Allows(resource.Read));
        return hidden is null ? null : Errors.MissingPermission(key, exchange.Books!.AccountId, hidden.Read[0]);
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
                ? ErrorBody.Reply(error, exchange.RequestId, books.Livemode)
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

    private static bool TryReadPairs(WireRequest request, List<KeyValuePair<string, string>> pairs)
    {
        if (request.Body.Length > MaximumBody || !FormParser.TryPairs(request.Query, pairs))
        {
            return false;
        }

        if (request.Body.Length == 0)
        {
            return true;
        }

        var type = request.Header("Content-Type") ?? "application/x-www-form-urlencoded";
        return type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
            && FormParser.TryPairs(Encoding.UTF8.GetString(request.Body), pairs);
    }
}
