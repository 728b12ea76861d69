using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>A list parameter that names another object, and the index that answers it.</summary>
internal sealed record ListFilter<T>(string Parameter, Func<Books, KeyIndex<T>> Index, Func<T, string?> Key)
    where T : StripeRecord;
