using System.Text;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Writes down what passes through it, both ways.</summary>
internal sealed class RecordingHandler : DelegatingHandler
{
    /// <summary>The latest request as it would be on the wire.</summary>
    internal string Request { get; private set; } = "";

    /// <summary>The body it was answered with.</summary>
    internal byte[] Answer { get; private set; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var text = new StringBuilder($"{request.Method} {request.RequestUri}\n{request.Headers}");
        if (request.Content is { } content)
        {
            text.Append(content.Headers).Append(await content.ReadAsStringAsync(cancellationToken));
        }

        var response = await base.SendAsync(request, cancellationToken);
        (Request, Answer) = (text.ToString(), await response.Content.ReadAsByteArrayAsync(cancellationToken));
        return response;
    }
}
