using BillingContext.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ServedStripe;

/// <summary>Carries requests from the port to the simulator and answers back.</summary>
internal sealed class SimulatorGateway(StripeSimulator simulator, WebhookPostman? postman) : IDisposable
{
    // A byte more than the simulator takes, so that it is the one to refuse.
    private const int MaximumBody = (1024 * 1024) + 1;
    private readonly ControlRoutes _control = new(simulator);
    private readonly HttpMessageInvoker _stripe = new(simulator.CreateHandler());

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            if (context.Request.Path.StartsWithSegments("/_simulator"))
            {
                await _control.AnswerAsync(context);
                return;
            }

            using var request = await ReadAsync(context);
            using var response = await _stripe.SendAsync(request, context.RequestAborted);
            await WriteAsync(context.Response, response);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // A scripted fault, or a client that left: the connection ends without an answer.
            context.Abort();
        }
        catch (BadHttpRequestException broken) when (!context.Response.HasStarted)
        {
            // A body that is no body; the message is Kestrel's and tells nothing of this machine.
            await ErrorAnswer.WriteAsync(context.Response, broken.StatusCode, "invalid_request_error", broken.Message);
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            await ErrorAnswer.WriteAsync(context.Response, 500, "api_error", "An unknown error occurred in StripeSimulator.");
        }
        finally
        {
            postman?.Collect();
        }
    }

    public void Dispose() => _stripe.Dispose();

    private static async Task<HttpRequestMessage> ReadAsync(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(HttpMethod.Parse(context.Request.Method), Target(target))
        { Content = new ByteArrayContent(await BodyAsync(context.Request)) };
        foreach (var (name, values) in context.Request.Headers)
        {
            if (name.StartsWith(':') || request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                continue;
            }

            request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return request;
    }

    // As a proxy is asked, with host and all, is fine too; what is neither is nothing we have.
    private static Uri Target(string target)
        => Uri.TryCreate(target.StartsWith('/') ? "http://127.0.0.1" + target : target, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
                ? uri
                : new Uri("http://127.0.0.1/");

    private static async Task<byte[]> BodyAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while (body.Length < MaximumBody && (read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
        {
            body.Write(chunk, 0, read);
        }

        return body.ToArray();
    }

    private static async Task WriteAsync(HttpResponse to, HttpResponseMessage from)
    {
        to.StatusCode = (int)from.StatusCode;
        foreach (var header in from.Headers.NonValidated.Concat(from.Content.Headers.NonValidated))
        {
            to.Headers[header.Key] = header.Value.ToString();
        }

        var body = await from.Content.ReadAsByteArrayAsync();
        to.ContentLength = body.Length;
        await to.Body.WriteAsync(body);
    }
}
