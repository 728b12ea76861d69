namespace BillingContext.Webhooks;

/// <summary>What the inbox has before it, of all merchants and on all nodes.</summary>
/// <param name="Waiting">Events that are received and not yet dealt with, those that failed and are tried again among them.</param>
/// <param name="OldestReceivedAt">When the oldest of them was received (UTC); null if none waits.</param>
/// <param name="SetAside">Events that failed too often, and wait for somebody to replay them.</param>
public readonly record struct WebhookBacklog(long Waiting, DateTimeOffset? OldestReceivedAt, long SetAside);
