namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>What every object has.</summary>
internal interface IWireObject
{
    string? Id { get; }

    /// <summary>Null where Stripe does not say, as on refunds.</summary>
    bool? Livemode { get; }
}
