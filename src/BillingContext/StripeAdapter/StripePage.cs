namespace BillingContext.StripeAdapter;

/// <summary>A page of a list, newest first.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="HasMore">There are older ones.</param>
/// <param name="Missing">What the items lack because the key may not read it.</param>
public sealed record StripePage<T>(IReadOnlyList<T> Items, bool HasMore, IReadOnlyList<DataGap> Missing);
