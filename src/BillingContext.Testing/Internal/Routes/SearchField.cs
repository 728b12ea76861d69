using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>A field that can be searched: text, or a number where <paramref name="Number"/> is given.</summary>
internal sealed record SearchField<T>(string Name, Func<T, string?>? Text, Func<T, long>? Number = null)
    where T : StripeRecord;
