namespace BillingContext.Webhooks;

/// <summary>What became of a webhook, and what to answer Stripe.</summary>
public sealed class WebhookRoutingResult
{
    internal WebhookRoutingResult(WebhookRoutingStatus status, string code, string? eventId = null, string? eventType = null) =>
        (Status, Code, EventId, EventType) = (status, code, eventId, eventType);

    /// <summary>What became of it.</summary>
    public WebhookRoutingStatus Status { get; }

    /// <summary>A stable code, such as <c>signature.mismatch</c>; see docs/errors.md.</summary>
    public string Code { get; }

    /// <summary>The event's id, once its signature was verified.</summary>
    public string? EventId { get; }

    /// <summary>The event's type, once its signature was verified.</summary>
    public string? EventType { get; }

    /// <summary>The HTTP status to answer: 400 for rejected, 500 and 503 so that Stripe sends it again, else 200.</summary>
    public int StatusCode => Status switch
    {
        WebhookRoutingStatus.Rejected => 400,
        WebhookRoutingStatus.Failed => 500,
        WebhookRoutingStatus.Unavailable => 503,
        _ => 200,
    };

    /// <summary>Status, code and event.</summary>
    public override string ToString() => $"{Status} ({Code}) {EventType} {EventId}".TrimEnd();
}
