using System.Net.Http.Headers;
using System.Threading.Channels;
using BillingContext.Testing;

namespace ServedStripe;

/// <summary>Delivers the events of the default account in test mode, and tries again: https://docs.stripe.com/webhooks</summary>
internal sealed class WebhookPostman : IAsyncDisposable
{
    private readonly StripeSimulator _simulator;
    private readonly WebhookTarget _target;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly Channel<(SimulatedWebhook Webhook, int Attempt)> _bag = Channel.CreateUnbounded<(SimulatedWebhook, int)>();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task[] _rounds;

    public WebhookPostman(StripeSimulator simulator, WebhookTarget target)
    {
        (_simulator, _target) = (simulator, target);
        _rounds = [DeliverAsync(), WatchAsync()];
    }

    /// <summary>Picks up what has happened since.</summary>
    public void Collect()
    {
        lock (_gate)
        {
            var webhooks = _simulator.Account.TakeWebhooks().ToArray();
            switch (_target.Order)
            {
                case WebhookOrder.Reversed:
                    Array.Reverse(webhooks);
                    break;
                case WebhookOrder.Shuffled:
                    Random.Shared.Shuffle(webhooks);
                    break;
            }

            foreach (var webhook in webhooks)
            {
                _bag.Writer.TryWrite((webhook, 0));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_rounds);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task DeliverAsync()
    {
        try
        {
            await foreach (var (webhook, attempt) in _bag.Reader.ReadAllAsync(_stop.Token))
            {
                if (!await TryAsync(webhook) && attempt < _target.RetryAfter.Count)
                {
                    // The others do not wait for it.
                    _ = LaterAsync(webhook, attempt);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task LaterAsync(SimulatedWebhook webhook, int attempt)
    {
        await Task.Delay(_target.RetryAfter[attempt]);
        _bag.Writer.TryWrite((webhook, attempt + 1));
    }

    /// <summary>Time brings events too, although nobody asks.</summary>
    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do
            {
                Collect();
            }
            while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    /// <summary>Anything but 2xx is a failure, a redirect too: https://docs.stripe.com/webhooks#acknowledge-events-immediately</summary>
    private async Task<bool> TryAsync(SimulatedWebhook webhook)
    {
        // Whoever shares a test's clock reads that one; anybody else reads the wall, however far the simulator is ahead.
        var clock = _simulator.TimeProvider is ManualTimeProvider manual ? manual : TimeProvider.System;
        using var request = new HttpRequestMessage(HttpMethod.Post, _target.Url) { Content = new ByteArrayContent(webhook.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TryAddWithoutValidation(
            "Stripe-Signature", webhook.Signed(_target.Secret).SignedAt(clock.GetUtcNow()).SignatureHeader);
        try
        {
            using var response = await _http.SendAsync(request, _stop.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure)
            when (failure is HttpRequestException || (failure is TaskCanceledException && !_stop.IsCancellationRequested))
        {
            return false;
        }
    }
}
