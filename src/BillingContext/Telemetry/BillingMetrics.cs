using System.Diagnostics.Metrics;
using BillingContext.Webhooks;

namespace BillingContext.Telemetry;

/// <summary>The instruments, made once for each container.</summary>
internal sealed class BillingMetrics
{
    private readonly Histogram<double> stripeCalls;
    private readonly Histogram<double> stripeWaits;
    private readonly UpDownCounter<long> stripeQueue;
    private readonly Counter<long> refunds;
    private readonly Counter<long> cancellations;
    private readonly Counter<long> webhooks;
    private readonly Counter<long> webhookEvents;
    private readonly Gauge<long> webhookBacklog;
    private readonly Gauge<double> webhookAge;
    private readonly Gauge<long> webhooksSetAside;
    private readonly Counter<long> contexts;

    public BillingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(BillingContextTelemetry.MeterName);
        stripeCalls = meter.CreateHistogram<double>(BillingContextTelemetry.StripeCallDuration, "s", "Duration of a Stripe call with all its attempts.");
        stripeWaits = meter.CreateHistogram<double>(BillingContextTelemetry.StripeQueueDuration, "s", "Time a Stripe call waited for its turn, if it had to.");
        stripeQueue = meter.CreateUpDownCounter<long>(BillingContextTelemetry.StripeQueueLength, "{request}", "Stripe calls that wait for their turn.");
        refunds = meter.CreateCounter<long>(BillingContextTelemetry.Refunds, "{request}", "Refund requests by the state they ended in.");
        cancellations = meter.CreateCounter<long>(BillingContextTelemetry.Cancellations, "{request}", "Cancellations by the state they ended in.");
        webhooks = meter.CreateCounter<long>(BillingContextTelemetry.WebhookDeliveries, "{delivery}", "Webhook deliveries by what became of them.");
        webhookEvents = meter.CreateCounter<long>(BillingContextTelemetry.WebhookEvents, "{event}", "Events that the inbox took up by what became of them.");
        webhookBacklog = meter.CreateGauge<long>(BillingContextTelemetry.WebhookBacklog, "{event}", "Events that are received and not yet dealt with.");
        webhookAge = meter.CreateGauge<double>(BillingContextTelemetry.WebhookBacklogAge, "s", "How long the oldest of them has waited.");
        webhooksSetAside = meter.CreateGauge<long>(BillingContextTelemetry.WebhooksSetAside, "{event}", "Events that failed too often.");
        contexts = meter.CreateCounter<long>(BillingContextTelemetry.Contexts, "{request}", "Contexts asked for, by where they came from.");
    }

    internal void StripeCalled(string operation, string? errorCode, TimeSpan took)
    {
        if (stripeCalls.Enabled)
        {
            stripeCalls.Record(
                took.TotalSeconds,
                new(BillingContextTelemetry.OperationTag, operation),
                new(BillingContextTelemetry.OutcomeTag, errorCode ?? "ok"));
        }
    }

    internal void StripeQueued(int change) => stripeQueue.Add(change);

    internal void StripeWaited(bool hadTurn, TimeSpan waited)
    {
        if (stripeWaits.Enabled)
        {
            stripeWaits.Record(waited.TotalSeconds, new KeyValuePair<string, object?>(BillingContextTelemetry.OutcomeTag, hadTurn ? "ok" : "stripe.busy"));
        }
    }

    internal void RefundEnded(string state) => Count(refunds, state);

    internal void CancellationEnded(string state) => Count(cancellations, state);

    internal void WebhookRouted(string status) => Count(webhooks, status);

    internal void WebhookProcessed(string outcome) => Count(webhookEvents, outcome);

    /// <summary>Whether anybody listens: counting costs a query.</summary>
    internal bool ReportsBacklog => webhookBacklog.Enabled || webhookAge.Enabled || webhooksSetAside.Enabled;

    internal void Backlog(WebhookBacklog backlog, DateTimeOffset now)
    {
        webhookBacklog.Record(backlog.Waiting);
        webhookAge.Record(backlog.OldestReceivedAt is { } oldest ? Math.Max(0, (now - oldest).TotalSeconds) : 0);
        webhooksSetAside.Record(backlog.SetAside);
    }

    internal void ContextAsked(string answer) => Count(contexts, answer);

    private static void Count(Counter<long> counter, string outcome)
    {
        if (counter.Enabled)
        {
            counter.Add(1, new KeyValuePair<string, object?>(BillingContextTelemetry.OutcomeTag, outcome));
        }
    }
}
