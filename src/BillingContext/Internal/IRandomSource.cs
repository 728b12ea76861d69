namespace BillingContext.Internal;

/// <summary>The seam for randomness. Only waiting times need any: ids come from the host and from Stripe.</summary>
internal interface IRandomSource
{
    /// <summary>A number from 0 to below 1.</summary>
    double NextDouble();
}
