using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace BillingContext.Testing.Tests.Framework;

/// <summary>Sends what no HTTP client would, and reads the answer to the end.</summary>
internal static class RawSocket
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task<(int Status, string Head, JsonElement Body)> SendAsync(Uri server, string request)
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var socket = new TcpClient();
        await socket.ConnectAsync(server.Host, server.Port, giveUp.Token);
        var stream = socket.GetStream();
        await WriteAsync(stream, request, giveUp.Token);

        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, giveUp.Token);
        }
        catch (IOException)
        {
            // Reset after the answer, because not all was read of what was sent.
        }

        var parts = Encoding.UTF8.GetString(answer.ToArray()).Split("\r\n\r\n", 2);
        Assert.That(parts, Has.Length.EqualTo(2), "There is no answer.");
        return (int.Parse(parts[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), parts[0], Json(parts[1]));
    }

    private static async Task WriteAsync(NetworkStream stream, string request, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        }
        catch (IOException)
        {
            // Refused before the end.
        }
    }

    private static JsonElement Json(string body)
    {
        Assert.That(body, Does.StartWith("{"), "The answer is no JSON.");
        return JsonDocument.Parse(body).RootElement;
    }
}
