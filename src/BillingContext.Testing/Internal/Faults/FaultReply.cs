using System.Globalization;
using System.Text;
using System.Text.Json;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Faults;

/// <summary>The answer of a fault; the text of one error needs the request's key.</summary>
internal sealed record FaultReply(Func<WireRequest, StripeError>? Error, int Status = 0, string? Json = null)
{
    public static FaultReply Unknown { get; } = new(_ => Errors.Unknown);

    public static FaultReply LockTimeout { get; } = new(_ => Errors.LockTimeout);

    public static FaultReply KeyInUse { get; } = new(request => Errors.KeyInUse(request.Header("Idempotency-Key") ?? "none"));

    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>https://docs.stripe.com/rate-limits: the reason has a header of its own.</summary>
    public static FaultReply RateLimited(string reason, TimeSpan? retryAfter)
    {
        var reply = new FaultReply(_ => Errors.RateLimited).With("Stripe-Rate-Limited-Reason", reason);
        return retryAfter is { } span
            ? reply.With("Retry-After", Math.Ceiling(span.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            : reply;
    }

    public static FaultReply Scripted(int status, string errorJson)
    {
        using var document = JsonDocument.Parse(errorJson);
        var whole = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out _);
        return new FaultReply(null, status, whole ? errorJson : $$"""{"error":{{errorJson}}}""");
    }

    public FaultReply With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public Reply ToReply(WireRequest request, string requestId)
    {
        var reply = Error is null
            ? new Reply(Status, Encoding.UTF8.GetBytes(Json!))
            : ErrorBody.Reply(Error(request), requestId, livemode: false);
        foreach (var (name, value) in Headers)
        {
            reply.Headers[name] = value;
        }

        return reply;
    }
}
