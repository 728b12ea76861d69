using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;

namespace BillingContext.Testing.Tests.Documented;

/// <summary>An endpoint for webhooks that knows nothing but HTTP.</summary>
internal sealed class Shop : IAsyncDisposable
{
    private readonly Channel<(string Header, string Body)> _arrived = Channel.CreateUnbounded<(string, string)>();
    private readonly WebApplication _app;

    private Shop(Queue<int> answers)
    {
        _app = WebApplication.CreateSlimBuilder().Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            context.Response.StatusCode = answers.TryDequeue(out var status) ? status : 200;
            _arrived.Writer.TryWrite((context.Request.Headers["Stripe-Signature"].ToString(), body));
        });
    }

    public Uri Url => new(_app.Urls.Single());

    /// <summary>Answers with these first, then with 200.</summary>
    public static async Task<Shop> OpenAsync(params int[] answers)
    {
        var shop = new Shop(new Queue<int>(answers));
        await shop._app.StartAsync();
        return shop;
    }

    public async Task<(string Header, string Body)> NextAsync()
        => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
