namespace BillingContext.Webhooks;

/// <summary>What was found among the events Stripe remembers.</summary>
/// <param name="Listed">How many events Stripe listed.</param>
/// <param name="Received">How many of them had been missed, and are in the inbox now.</param>
/// <param name="Known">How many had been received before.</param>
public readonly record struct WebhookCatchUp(int Listed, int Received, int Known);
