namespace BillingContext.Tests.Webhooks;

/// <summary>What the handlers of one desk were told, in order.</summary>
internal sealed class HeardChanges
{
    internal List<object> Changes { get; } = [];
}
