using System.Collections.ObjectModel;

namespace BillingContext.Testing.Internal.Records;

/// <summary>One version of an object. Immutable: an event keeps the version it speaks of, at the price of a reference.</summary>
internal abstract record StripeRecord
{
    public required string Id { get; init; }

    public required long Created { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
