namespace HelpdeskConsole.Facts;

/// <summary>Deliveries at the webhook endpoint, in order.</summary>
internal sealed record WebhooksFact(IReadOnlyList<WebhookLine> Deliveries) : Fact;
