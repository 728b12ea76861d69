using BillingContext.Internal;
using BillingContext.Storage;
using Microsoft.Extensions.Options;

namespace BillingContext.Webhooks.Internal;

/// <summary>
/// Takes up what is due, so many at a time: where one ends the next begins, so that an event that hangs holds up none behind it.
/// Once, until nothing is due; or on and on, woken by the bell.
/// </summary>
internal sealed class InboxRun(
    IBillingStore store, InboxWork work, Bell bell, IOptionsMonitor<BillingContextOptions> options, TimeProvider time, bool isEndless)
{
    private const int PageSize = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<(StripeScope Scope, string EventId), Task> running = [];
    private readonly Queue<WebhookReceipt> ready = new();
    private readonly HashSet<(StripeScope Scope, string EventId)> seen = [];
    private readonly DateTimeOffset began = time.GetUtcNow();
    private Exception? failure;
    private WebhookSweep sweep;

    /// <param name="stop">Takes up no more, and waits for those at work.</param>
    /// <param name="abort">Tells those at work to stop.</param>
    internal async Task<WebhookSweep> RunAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            while (!stop.IsCancellationRequested && failure is null)
            {
                var rings = bell.Arm();
                await FillAsync(stop, abort).ConfigureAwait(false);
                var every = options.CurrentValue.ProcessWebhooksEvery;
                if (isEndless ? every <= TimeSpan.Zero : Running().Length == 0)
                {
                    break;
                }

                await rings.WaitAsync(isEndless ? every : Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not taken up stays due.
        }
        finally
        {
            await Task.WhenAll(Running()).ConfigureAwait(false);
        }

        return failure is null ? sweep : throw failure;
    }

    private async Task FillAsync(CancellationToken stop, CancellationToken abort)
    {
        while (Running().Length < options.CurrentValue.WebhookConcurrency && failure is null)
        {
            if (ready.TryDequeue(out var next))
            {
                Start(next, abort);
                continue;
            }

            var due = await StoreErrors.TranslateAsync(
                store.ListDueWebhooksAsync(merchant: null, isEndless ? time.GetUtcNow() : began, PageSize, stop), stop).ConfigureAwait(false);
            foreach (var receipt in due.Where(IsFree))
            {
                ready.Enqueue(receipt);
            }

            if (ready.Count == 0)
            {
                return;
            }
        }
    }

    private bool IsFree(WebhookReceipt receipt)
    {
        lock (gate)
        {
            return !running.ContainsKey((receipt.Scope, receipt.EventId)) && (isEndless || seen.Add((receipt.Scope, receipt.EventId)));
        }
    }

    private void Start(WebhookReceipt receipt, CancellationToken abort)
    {
        var key = (receipt.Scope, receipt.EventId);
        lock (gate)
        {
            running[key] = Task.CompletedTask;
        }

        var working = WorkAsync(receipt, abort);
        lock (gate)
        {
            // It may have come to its end already.
            if (running.ContainsKey(key))
            {
                running[key] = working;
            }
        }
    }

    private async Task WorkAsync(WebhookReceipt receipt, CancellationToken abort)
    {
        var (outcome, exception) = (EventOutcome.Conflict, (Exception?)null);
        try
        {
            outcome = await work.TakeUpAsync(receipt, abort).ConfigureAwait(false);
        }
        catch (Exception thrown)
        {
            exception = thrown;
        }

        lock (gate)
        {
            failure ??= exception;
            sweep = new WebhookSweep(
                sweep.Looked + (outcome == EventOutcome.Conflict ? 0 : 1),
                sweep.Handled + (outcome is EventOutcome.Recorded or EventOutcome.Handled ? 1 : 0),
                sweep.Failed + (outcome == EventOutcome.Failed ? 1 : 0),
                sweep.SetAside + (outcome == EventOutcome.SetAside ? 1 : 0));
            running.Remove((receipt.Scope, receipt.EventId));
        }

        bell.Ring();
    }

    private Task[] Running()
    {
        lock (gate)
        {
            return [.. running.Values];
        }
    }
}
