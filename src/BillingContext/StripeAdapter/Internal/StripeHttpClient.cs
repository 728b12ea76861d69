using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BillingContext.Internal;
using BillingContext.StripeAdapter.Internal.Budgets;
using BillingContext.StripeAdapter.Internal.Wire;
using BillingContext.Telemetry;
using Microsoft.Extensions.Options;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>Sends calls: headers, attempts, answers. Knows HTTP, and nothing of payments.</summary>
internal sealed class StripeHttpClient(
    IHttpClientFactory clients,
    IOptionsMonitor<StripeOptions> options,
    TimeProvider time,
    IRandomSource random,
    RequestBudgets budgets,
    BillingMetrics metrics)
{
    private static readonly MediaTypeHeaderValue FormType = new("application/x-www-form-urlencoded");

    private readonly StripeResilience resilience = new(time, random, budgets);

    /// <summary>Sends a call until it succeeds, is refused, or time is up.</summary>
    internal async Task<StripeAnswer> SendAsync(StripeCall call)
    {
        call.Cancellation.ThrowIfCancellationRequested();
        var current = options.CurrentValue;
        var started = time.GetTimestamp();
        call.Deadline = started + (long)(current.TotalTimeout.TotalSeconds * time.TimestampFrequency);

        var attempts = resilience.ExecuteAsync(current, call, AttemptAsync);
        // Who asked need not sit out a retry's delay; the call ends by itself before its next attempt.
        var answer = call.Cancellation.CanBeCanceled && !attempts.IsCompleted
            ? await attempts.AsTask().WaitAsync(call.Cancellation).ConfigureAwait(false)
            : await attempts.ConfigureAwait(false);
        metrics.StripeCalled(call.Operation, answer.Failure?.Error.Code, time.GetElapsedTime(started));
        return answer;
    }

    private async ValueTask<StripeAnswer> AttemptAsync(StripeCall call, CancellationToken attemptEnds)
    {
        call.Cancellation.ThrowIfCancellationRequested();
        if (call.LatestFailure is { } failure && time.GetTimestamp() >= call.Deadline)
        {
            return new StripeAnswer(null, failure with { ShouldRetry = false });
        }

        call.BeginAttempt();
        using var linked = call.Cancellation.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(attemptEnds, call.Cancellation)
            : null;
        try
        {
            return await ExchangeAsync(call, linked?.Token ?? attemptEnds).ConfigureAwait(false);
        }
        catch (SendGate.TooLateException)
        {
            return Failed(call, StripeErrors.TooLate(call.Operation));
        }
        catch (HttpRequestException exception)
        {
            return Failed(call, StripeErrors.FromConnection(exception, call.Operation));
        }
        catch (IOException exception)
        {
            return Failed(call, StripeErrors.FromConnection(new HttpRequestException(HttpRequestError.ResponseEnded, null, exception), call.Operation));
        }
        catch (OperationCanceledException exception) when (!call.Cancellation.IsCancellationRequested)
        {
            return Failed(call, StripeErrors.FromTimeout(call.Operation, exception));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A handler of the host's, say a circuit breaker: it does not tell whether anything left.
            return Failed(call, StripeErrors.FromHandler(call.Operation, exception));
        }
    }

    private async ValueTask<StripeAnswer> ExchangeAsync(StripeCall call, CancellationToken cancellationToken)
    {
        using var request = Request(call);
        var client = clients.CreateClient(StripeOptions.HttpClientName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        using var body = await AnswerBody.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            try
            {
                var value = body.Read(call.Answer);
                return value is not null ? new StripeAnswer(value, null) : throw new JsonException("null");
            }
            catch (JsonException exception)
            {
                // The inner text may quote the answer, which holds personal data.
                return Failed(call, StripeErrors.FromUnreadable(call.Operation, response.StatusCode, new JsonException($"at line {exception.LineNumber}")));
            }
        }

        WireErrorEnvelope? envelope = null;
        try
        {
            envelope = (WireErrorEnvelope?)body.Read(StripeJson.Default.WireErrorEnvelope);
        }
        catch (JsonException)
        {
            // A proxy's page, say. The status alone decides.
        }

        return Failed(call, StripeErrors.FromAnswer(response.StatusCode, response.Headers, envelope?.Error, call.Operation, call.Key, time.GetUtcNow()));
    }

    private HttpRequestMessage Request(StripeCall call)
    {
        var method = call.IsDelete ? HttpMethod.Delete : call.Form is null ? HttpMethod.Get : HttpMethod.Post;
        var request = new HttpRequestMessage(method, new Uri(options.CurrentValue.ApiBase, call.Path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Key.Reveal());
        request.Headers.TryAddWithoutValidation("Stripe-Version", StripeOptions.ApiVersion);
        SendGate.Attach(request, call);
        if (call.Scope.Account is { } account)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Account", account.Value);
        }

        if (call.Form is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", call.IdempotencyKey);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Form));
            request.Content.Headers.ContentType = FormType;
        }

        return request;
    }

    private static StripeAnswer Failed(StripeCall call, StripeFailure failure)
    {
        call.MayHaveLanded |= failure.MayHaveLanded || call.Sends > 1;
        call.LatestFailure = failure;
        return new StripeAnswer(null, failure);
    }
}
