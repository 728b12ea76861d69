namespace BillingContext.Webhooks;

/// <summary>What one pass over the inbox did.</summary>
/// <param name="Looked">How many events were taken up.</param>
/// <param name="Handled">How many of them are dealt with now.</param>
/// <param name="Failed">How many failed, and are tried again later.</param>
/// <param name="SetAside">How many failed too often.</param>
public readonly record struct WebhookSweep(int Looked, int Handled, int Failed, int SetAside);
