using BillingContext.Webhooks;

namespace HelpdeskConsole.Facts;

/// <summary>One delivery and what became of it.</summary>
internal sealed record WebhookLine(string Delivery, string Type, WebhookRoutingStatus Status, string Code, int Answer)
{
    internal static WebhookLine Of(string delivery, string type, WebhookRoutingResult result) =>
        new(delivery, type, result.Status, result.Code, result.StatusCode);
}
