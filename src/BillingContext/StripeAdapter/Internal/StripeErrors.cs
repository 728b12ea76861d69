using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using BillingContext.Refunds;
using BillingContext.StripeAdapter.Internal.Reading;
using BillingContext.StripeAdapter.Internal.Wire;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>Every way a Stripe call fails, in our words. Stripe's own messages carry masked keys and account ids, so only codes are kept.</summary>
internal static partial class StripeErrors
{
    /// <summary>An error answer (https://docs.stripe.com/error-handling, https://docs.stripe.com/error-low-level).</summary>
    internal static StripeFailure FromAnswer(
        HttpStatusCode status, HttpResponseHeaders headers, WireErrorEnvelope.WireError? error, string operation, StripeApiKey key, DateTimeOffset now)
    {
        var kind = KindOf(status, error);
        var permission = kind == StripeErrorKind.PermissionMissing ? PermissionIn(error?.Message) : null;
        var code = error?.Code is { Length: <= 64 } text && PlainCode().IsMatch(text) ? text : null;
        var requestId = headers.TryGetValues("Request-Id", out var ids) ? ids.First() : null;
        var exception = new StripeAdapterException(kind, Describe(kind, operation, key, (int)status, code, permission))
        {
            HttpStatus = (int)status,
            StripeCode = code,
            StripeParameter = error?.Param is { Length: <= 64 } parameter && Parameter().IsMatch(parameter) ? parameter : null,
            Permission = permission,
            RequestId = requestId is { Length: <= 64 } && PlainCode().IsMatch(requestId) ? requestId : null,
            RetryAfter = kind == StripeErrorKind.RateLimited ? RetryAfter(headers, now) : null,
        };

        var approval = error is { Code: "approval_required" } or { ApprovalRequest.Id: not null } or { ApprovalRequest.Object: not null } ? ApprovalIn(error) : null;
        return new StripeFailure(exception, ShouldRetry: approval is null && ShouldRetry(status, headers))
        {
            RetryAfter = RetryAfter(headers, now),
            TooMuch = kind == StripeErrorKind.RateLimited ? TooMuchFor(headers, code) : TooMuch.No,
            Approval = approval,
        };
    }

    /// <summary>The connection failed before there was an answer.</summary>
    internal static StripeFailure FromConnection(HttpRequestException exception, string operation)
    {
        // Only these are certain to have happened before the first byte left.
        var notSent = exception.HttpRequestError is
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        return new StripeFailure(
            notSent
                ? new StripeAdapterException(StripeErrorKind.NotSent, $"{operation}: Stripe could not be reached ({exception.HttpRequestError}). Nothing was sent. Check the network, DNS and proxy.", exception)
                : new StripeAdapterException(StripeErrorKind.Unknown, $"{operation}: the connection to Stripe ended before its answer ({exception.HttpRequestError}).", exception),
            ShouldRetry: true);
    }

    /// <summary>Not sent, because its turn would have come too late.</summary>
    internal static StripeFailure Busy(string operation, TimeSpan wait)
    {
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        var message = FormattableString.Invariant($"{operation}: too many requests of this process wait for Stripe, and nothing was sent. Try again in {seconds} s.");
        return new StripeFailure(new StripeAdapterException(StripeErrorKind.Busy, message) { RetryAfter = TimeSpan.FromSeconds(seconds) }, ShouldRetry: false);
    }

    /// <summary>Not sent, because whoever asks no longer holds the request.</summary>
    internal static StripeFailure TooLate(string operation) => new(
        new StripeAdapterException(StripeErrorKind.NotSent, $"{operation}: it took too long until Stripe could be asked, and nothing was sent."),
        ShouldRetry: false);

    /// <summary>No answer in time.</summary>
    internal static StripeFailure FromTimeout(string operation, Exception exception) => new(
        new StripeAdapterException(StripeErrorKind.Unknown, $"{operation}: Stripe did not answer in time.", exception),
        ShouldRetry: true);

    /// <summary>Something between us and the network failed in a way of its own.</summary>
    internal static StripeFailure FromHandler(string operation, Exception exception) => new(
        new StripeAdapterException(StripeErrorKind.Unknown, $"{operation}: a handler of the '{StripeOptions.HttpClientName}' client failed ({exception.GetType().Name}).", exception),
        ShouldRetry: false);

    /// <summary>An answer of success that cannot be read: for a write, it happened.</summary>
    internal static StripeFailure FromUnreadable(string operation, HttpStatusCode status, Exception exception) => new(
        new StripeAdapterException(StripeErrorKind.Unknown, $"{operation}: Stripe's answer ({(int)status}) could not be read.", exception) { HttpStatus = (int)status },
        ShouldRetry: true);

    private static StripeErrorKind KindOf(HttpStatusCode status, WireErrorEnvelope.WireError? error) => (int)status switch
    {
        429 => StripeErrorKind.RateLimited,
        // Not Stripe's words but a proxy's, which may not know what Stripe did.
        _ when error is null => StripeErrorKind.Unknown,
        401 => StripeErrorKind.KeyRejected,
        403 => StripeErrorKind.PermissionMissing,
        // The key was used before: whatever it was used for may have happened (https://docs.stripe.com/api/idempotent_requests).
        400 when error?.Type == "idempotency_error" => StripeErrorKind.Unknown,
        408 or 409 or 424 => StripeErrorKind.Unknown,
        >= 400 and < 500 => StripeErrorKind.Refused,
        // Stripe's 5xx say nothing about whether the work was done.
        _ => StripeErrorKind.Unknown,
    };

    private static bool ShouldRetry(HttpStatusCode status, HttpResponseHeaders headers)
    {
        if (headers.TryGetValues("Stripe-Should-Retry", out var advice))
        {
            return advice.First() == "true";
        }

        return status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests || (int)status >= 500;
    }

    /// <summary>By the reason Stripe gives (https://docs.stripe.com/rate-limits). A lock on one object says nothing about others, and has none.</summary>
    private static TooMuch TooMuchFor(HttpResponseHeaders headers, string? code) =>
        headers.TryGetValues("Stripe-Rate-Limited-Reason", out var reasons)
            ? reasons.First() switch
            {
                "endpoint-rate" or "endpoint-concurrency" => TooMuch.ForEndpoint,
                "resource-specific" => TooMuch.No,
                _ => TooMuch.ForAccount,
            }
            : code == "lock_timeout" ? TooMuch.No : TooMuch.ForAccount;

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static StripeApproval ApprovalIn(WireErrorEnvelope.WireError error) => new(
        error.ApprovalRequest.Id ?? "",
        Uri.TryCreate(error.ApprovalRequest.Object?.DashboardUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps ? url : null,
        (error.ApprovalRequest.Object?.ExpiresAt).ToInstant());

    private static string? PermissionIn(string? message) =>
        message is not null && Permission().Match(message) is { Success: true } match
            ? (match.Groups["rak"].Success ? "" : "rak_") + match.Groups["slug"].Value
            : null;

    private static string Describe(StripeErrorKind kind, string operation, StripeApiKey key, int status, string? code, string? permission) => kind switch
    {
        StripeErrorKind.KeyRejected => $"{operation}: Stripe does not accept the key {key} ({code ?? "401"}). It is wrong, expired or revoked: set the current one.",
        StripeErrorKind.PermissionMissing => $"{operation}: the key {key} lacks {permission ?? "a permission"}. Add it to the key in the Stripe dashboard.",
        StripeErrorKind.RateLimited => $"{operation}: Stripe takes no more requests now ({code ?? "429"}).",
        StripeErrorKind.Refused => $"{operation}: Stripe refused ({code ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture)}).",
        _ => $"{operation}: Stripe failed ({code ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture)}).",
    };

    // Old: "Having the 'rak_dispute_read' permission"; new: "Enabling "Prices Read" ('plan_read') permissions".
    [GeneratedRegex("'(?<slug>(?<rak>rak_)?[a-z_]{2,60}_(read|write))'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Permission();

    // Of our own requests: "amount", "expand[0]", "payment[payment_intent]".
    [GeneratedRegex(@"^[a-z0-9_]+(\[[a-z0-9_]*\])*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Parameter();

    [GeneratedRegex("^[A-Za-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainCode();
}
