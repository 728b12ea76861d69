using System.Net.Sockets;
using System.Text;

namespace BillingContext.AspNetCore.Tests.Framework;

/// <summary>A client that sends what it likes, as slowly as it likes.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly TcpClient client = new();

    internal static async Task<RawConnection> OpenAsync(WebDesk desk)
    {
        var connection = new RawConnection();
        await connection.client.ConnectAsync(desk.Client.BaseAddress!.Host, desk.Client.BaseAddress.Port);
        return connection;
    }

    internal async Task SendAsync(string text) => await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>The first line of the answer.</summary>
    internal async Task<string?> StatusLineAsync()
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
        return await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
    }

    public void Dispose() => client.Dispose();
}
