namespace BillingContext.Internal;

internal sealed class SystemRandomSource : IRandomSource
{
#pragma warning disable RS0030 // This is the seam.
    public double NextDouble() => Random.Shared.NextDouble();
#pragma warning restore RS0030
}
