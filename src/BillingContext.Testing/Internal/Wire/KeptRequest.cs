namespace BillingContext.Testing.Internal.Wire;

/// <summary>The first request made with an idempotency key, and its answer once there is one.</summary>
internal sealed class KeptRequest(string key, string path, string parameters, string requestId, long at)
{
    public string RequestId { get; } = requestId;

    public long At { get; } = at;

    public Reply? Reply { get; set; }

    /// <summary>Why this request may not have the answer of the first; null when it may.</summary>
    public StripeError? Refuses(WireRequest request, string theirs)
    {
        if (request.Path != path)
        {
            return Errors.KeyUsedElsewhere(key, request.Path, path);
        }

        if (theirs != parameters)
        {
            return Errors.KeyReused(key);
        }

        return Reply is null ? Errors.KeyInUse(key) : null;
    }
}
