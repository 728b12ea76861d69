namespace BillingContext.Telemetry;

/// <summary>The names of everything BillingContext reports. No tag holds an id of a customer, a payment or a merchant.</summary>
public static class BillingContextTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "BillingContext";

    /// <summary>Histogram, seconds: how long a Stripe call took with all its attempts.</summary>
    public const string StripeCallDuration = "billingcontext.stripe.call.duration";

    /// <summary>Histogram, seconds: how long a Stripe call waited for its turn, if it had to.</summary>
    public const string StripeQueueDuration = "billingcontext.stripe.queue.duration";

    /// <summary>Up-down counter: how many Stripe calls wait for their turn now.</summary>
    public const string StripeQueueLength = "billingcontext.stripe.queue.length";

    /// <summary>Counter: refund requests, by the state they ended in.</summary>
    public const string Refunds = "billingcontext.refund.requests";

    /// <summary>Counter: cancellations, by the state they ended in.</summary>
    public const string Cancellations = "billingcontext.cancellation.requests";

    /// <summary>Counter: webhook deliveries, by what became of them.</summary>
    public const string WebhookDeliveries = "billingcontext.webhook.deliveries";

    /// <summary>Counter: events that the inbox took up, by what became of them.</summary>
    public const string WebhookEvents = "billingcontext.webhook.events";

    /// <summary>Gauge: events that are received and not yet dealt with, on all nodes.</summary>
    public const string WebhookBacklog = "billingcontext.webhook.backlog";

    /// <summary>Gauge, seconds: how long the oldest of them has waited.</summary>
    public const string WebhookBacklogAge = "billingcontext.webhook.backlog.age";

    /// <summary>Gauge: events that failed too often, and wait for somebody to replay them.</summary>
    public const string WebhooksSetAside = "billingcontext.webhook.set_aside";

    /// <summary>Counter: contexts asked for, by where they came from.</summary>
    public const string Contexts = "billingcontext.context.requests";

    /// <summary>Tag: a method and a route, such as <c>GET /v1/customers/{id}</c>.</summary>
    public const string OperationTag = "billingcontext.operation";

    /// <summary>Tag: a code of docs/errors.md, or <c>ok</c>.</summary>
    public const string OutcomeTag = "billingcontext.outcome";
}
