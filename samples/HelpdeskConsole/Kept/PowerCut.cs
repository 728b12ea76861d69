using System.Diagnostics;
using HelpdeskConsole.Facts;
using HelpdeskConsole.Screens;

namespace HelpdeskConsole.Kept;

/// <summary>Kills the process at the worst moment: Stripe has made a refund, and nobody has written that down.</summary>
internal sealed class PowerCut(string requestId, IScreen screen) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var answer = await base.SendAsync(request, cancellationToken);
        if (form.Contains(requestId, StringComparison.Ordinal) && answer.IsSuccessStatusCode)
        {
            screen.Show(new NoteFact(
                $"Stripe has made the refund of {requestId}. Nobody has written that down yet, and here the process is killed."));
            Process.GetCurrentProcess().Kill();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        }

        return answer;
    }
}
