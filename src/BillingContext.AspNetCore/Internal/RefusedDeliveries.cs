using System.Diagnostics.Metrics;
using BillingContext.Telemetry;
using BillingContext.Webhooks;
using Microsoft.Extensions.Logging;

namespace BillingContext.AspNetCore.Internal;

/// <summary>Deliveries that were refused before the router saw them: counted by the same instrument as its own.</summary>
internal sealed class RefusedDeliveries(IMeterFactory meters, ILogger logger)
{
    // The factory gives the same meter for a name, and the meter the same counter.
    private readonly Counter<long> deliveries = meters.Create(BillingContextTelemetry.MeterName)
        .CreateCounter<long>(BillingContextTelemetry.WebhookDeliveries, "{delivery}", "Webhook deliveries by what became of them.");

    /// <returns>The status to answer.</returns>
    internal int Count(string code, int status)
    {
        logger.WebhookRefused(code);
        deliveries.Add(1, new KeyValuePair<string, object?>(BillingContextTelemetry.OutcomeTag, nameof(WebhookRoutingStatus.Rejected)));
        return status;
    }
}
