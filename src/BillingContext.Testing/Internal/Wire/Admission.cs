using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>What is asked of a request before it may run, in this order: key, URL, permission, idempotency key, parameters.</summary>
internal sealed class Admission(Merchant merchant, IdempotencyKeys idempotency)
{
    private const int MaximumKeyLength = 255;

    /// <summary>Why the request gets no further; null when it may run, or has its answer already.</summary>
    public StripeError? Refuses(WireRequest request, Exchange exchange, TimeSpan searchLag)
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

        return TakeParameters(request, exchange, key, id, searchLag);
    }

    private StripeError? TakeParameters(WireRequest request, Exchange exchange, ApiKey key, string id, TimeSpan searchLag)
    {
        var (route, books) = (exchange.Route!, exchange.Books!);
        var pairs = new List<KeyValuePair<string, string>>();
        if (!FormParser.TryRead(request, pairs) || FormParser.Tree(pairs) is not { } form)
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

        exchange.Call = new Call(books, merchant.OtherMode(books), id, form, searchLag);
        return Expand(exchange, key);
    }

    private StripeError? ClaimKey(WireRequest request, Exchange exchange, string key, List<KeyValuePair<string, string>> pairs)
    {
        if (key.Length > MaximumKeyLength)
        {
            return Errors.KeyTooLong;
        }

        // The order of parameters does not matter; their lengths keep "a=1&b=2" from passing for one value.
        var parameters = string.Concat(
            pairs.Select(p => $"{p.Key.Length},{p.Value.Length}:{p.Key}={p.Value}&").Order(StringComparer.Ordinal));
        exchange.IdempotencyKey = key;
        var kept = idempotency.Claim(
            exchange.Books!, key, request, parameters, exchange.RequestId, exchange.Books!.Now(), out var isNew);
        if (isNew)
        {
            exchange.Kept = kept;
            return null;
        }

        if (kept.Refuses(request, parameters) is { } conflict)
        {
            return conflict;
        }

        exchange.Replays = kept;
        return null;
    }

    private static StripeError? Expand(Exchange exchange, ApiKey key)
    {
        var parser = new ExpansionParser(exchange.Route!.Answers, exchange.Route.AnswersList, exchange.Route.IsSearch);
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
}
