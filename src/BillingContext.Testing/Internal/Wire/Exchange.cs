using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Wire;

/// <summary>A request between its arrival and its answer.</summary>
internal sealed class Exchange(string requestId, SimulatedRequest logged)
{
    public string RequestId { get; } = requestId;

    public SimulatedRequest Logged { get; } = logged;

    public Books? Books { get; set; }

    public Route? Route { get; set; }

    public Call? Call { get; set; }

    public Expansion Expansion { get; set; } = Expansion.None;

    public ApiVersion Version { get; set; } = ApiVersion.Default;

    public string? IdempotencyKey { get; set; }

    public KeptRequest? Kept { get; set; }

    /// <summary>The earlier request whose answer this one gets again.</summary>
    public KeptRequest? Replays
    {
        get;
        set
        {
            field = value;
            Reply = value?.Reply;
        }
    }

    /// <summary>The answer; null while the route has still to run.</summary>
    public Reply? Reply
    {
        get;
        set
        {
            field = value;
            Logged.Status = value?.Status ?? 0;
        }
    }

    /// <summary>The answer with what every response carries: https://docs.stripe.com/api/request_ids</summary>
    public Reply Seal()
    {
        var reply = new Reply(Reply!.Status, Reply.Body);
        foreach (var (name, value) in Reply.Headers)
        {
            reply.Headers[name] = value;
        }

        reply.Headers["Request-Id"] = RequestId;
        reply.Headers["Stripe-Version"] = Version.Text;
        if (IdempotencyKey is { } key)
        {
            reply.Headers["Idempotency-Key"] = key;
        }

        if ((Replays ?? Kept) is { } first)
        {
            reply.Headers["Original-Request"] = first.RequestId;
        }

        if (Replays is not null)
        {
            reply.Headers["Idempotent-Replayed"] = "true";
        }

        return reply;
    }
}
