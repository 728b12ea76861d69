using System.Collections.Concurrent;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.AspNetCore.Tests.Framework;

/// <summary>What the host's handler heard, and what it does then.</summary>
internal sealed class Heard
{
    internal ConcurrentQueue<WebhookEvent> Events { get; } = new();

    internal Func<CancellationToken, Task> Act { get; set; } = _ => Task.CompletedTask;
}

internal sealed class Listener(Heard heard) : IWebhookHandler<RefundChange>
{
    public Task HandleAsync(RefundChange change, CancellationToken cancellationToken)
    {
        heard.Events.Enqueue(change.Event);
        return heard.Act(cancellationToken);
    }
}

internal static class HeardExtensions
{
    internal static IBillingContextBuilder AddHeard(this IBillingContextBuilder builder)
    {
        builder.Services.AddSingleton<Heard>();
        return builder;
    }
}
