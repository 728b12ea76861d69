using System.Collections.ObjectModel;
using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Operations;

/// <summary>An item that a subscription is to have.</summary>
/// <param name="Price">What it costs.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Id">The item it was; null for a new one.</param>
internal sealed record ItemOrder(PriceRecord Price, long Quantity, string? Id = null)
{
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
