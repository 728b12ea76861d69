namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>An object of which only the presence matters.</summary>
internal sealed class WireMarker;
