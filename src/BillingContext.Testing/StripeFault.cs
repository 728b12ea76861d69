using BillingContext.Testing.Internal.Faults;

namespace BillingContext.Testing;

/// <summary>Something that goes wrong with a request. Hand it to <see cref="SimulatorFaults.Add"/>.</summary>
/// <remarks>
/// Strikes the next request, once, unless <see cref="On(HttpMethod, string)"/>, <see cref="Times"/> or <see cref="After"/>
/// say otherwise.
/// </remarks>
public sealed class StripeFault
{
    private string? _method;
    private string _pathPrefix = "";
    private int _left = 1;
    private int _skip;

    private StripeFault(FaultKind kind) => Kind = kind;

    /// <summary>How many requests it has struck. A fault that never struck has tested nothing.</summary>
    public int Fired { get; private set; }

    internal FaultKind Kind { get; }

    internal TimeSpan Span { get; private init; }

    internal FaultReply? Reply { get; private set; }

    internal bool Applied { get; private init; }

    internal bool Stored { get; private init; }

    /// <summary>The request takes this long; it takes effect at the end. Combines with one other fault.</summary>
    public static StripeFault Latency(TimeSpan span) => new(FaultKind.Latency) { Span = span };

    /// <summary>The request never arrives; the client sees the connection end.</summary>
    public static StripeFault LoseRequest() => new(FaultKind.LoseRequest);

    /// <summary>No connection can be made: the client knows that nothing was sent.</summary>
    public static StripeFault RefuseConnection() => new(FaultKind.RefuseConnection);

    /// <summary>Nothing happens until the client gives up; the request has no effect.</summary>
    public static StripeFault Hang() => new(FaultKind.Hang);

    /// <summary>The request takes effect; the client waits until it gives up.</summary>
    public static StripeFault HangAfterApplying() => new(FaultKind.HangAfterApplying);

    /// <summary>The client sees the connection end now; the request takes effect when <paramref name="span"/> has passed.</summary>
    public static StripeFault ArriveLate(TimeSpan span) => new(FaultKind.ArriveLate) { Span = span };

    /// <summary>The request takes effect; its answer is lost.</summary>
    public static StripeFault LoseReply() => new(FaultKind.LoseReply);

    /// <summary>A 500.</summary>
    /// <param name="applied">Whether the request took effect all the same.</param>
    /// <param name="stored">
    /// Whether the 500 is kept under the idempotency key, so that a replay is answered with it again. Otherwise a replay
    /// is answered with the true outcome, or carried out when there is none.
    /// </param>
    public static StripeFault ServerError(bool applied, bool stored)
        => new(FaultKind.ServerError) { Applied = applied, Stored = stored, Reply = FaultReply.Unknown };

    /// <summary>A 429 for too many requests. Not kept under an idempotency key.</summary>
    /// <param name="reason">The <c>Stripe-Rate-Limited-Reason</c>: <c>global-rate</c>, <c>endpoint-rate</c> …</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header, which Stripe does not promise.</param>
    public static StripeFault RateLimited(string reason, TimeSpan? retryAfter = null)
        => new(FaultKind.Answer) { Reply = FaultReply.RateLimited(reason, retryAfter) };

    /// <summary>A 429 because another request holds the object.</summary>
    public static StripeFault LockTimeout() => new(FaultKind.Answer) { Reply = FaultReply.LockTimeout };

    /// <summary>A 409 because a request with the same idempotency key is still running.</summary>
    public static StripeFault KeyInUse() => new(FaultKind.Answer) { Reply = FaultReply.KeyInUse };

    /// <summary>Any other answer; the request has no effect.</summary>
    /// <param name="code">The HTTP status.</param>
    /// <param name="errorJson">The whole body, or what stands in its <c>error</c>.</param>
    public static StripeFault Status(int code, string errorJson) => new(FaultKind.Answer) { Reply = FaultReply.Scripted(code, errorJson) };

    /// <summary>Strikes only requests with this method whose path starts like this.</summary>
    public StripeFault On(HttpMethod method, string pathPrefix)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(pathPrefix);

        (_method, _pathPrefix) = (method.Method, pathPrefix);
        return this;
    }

    /// <inheritdoc cref="On(HttpMethod, string)"/>
    public StripeFault On(string method, string pathPrefix) => On(new HttpMethod(method), pathPrefix);

    /// <summary>Strikes this many requests.</summary>
    public StripeFault Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        _left = count;
        return this;
    }

    /// <summary>Lets this many matching requests pass first.</summary>
    public StripeFault After(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);

        _skip = count;
        return this;
    }

    /// <summary>Adds the <c>Stripe-Should-Retry</c> header to the answer.</summary>
    public StripeFault WithShouldRetry(bool value)
    {
        Reply = (Reply ?? throw new InvalidOperationException("This fault has no answer that could carry a header."))
            .With("Stripe-Should-Retry", value ? "true" : "false");
        return this;
    }

    internal bool Spent => _left == 0;

    internal bool Strikes(string method, string path)
    {
        var aimed = (_method is null || _method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && path.StartsWith(_pathPrefix, StringComparison.Ordinal);
        if (Spent || !aimed)
        {
            return false;
        }

        if (_skip > 0)
        {
            _skip--;
            return false;
        }

        _left--;
        Fired++;
        return true;
    }
}
