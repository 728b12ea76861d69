using System.Net;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>The network removed: the same answer to every request, at once.</summary>
internal sealed class CannedHandler(byte[] answer) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Content = new ByteArrayContent(answer) });
}
