namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>A list, or a page of search results (https://docs.stripe.com/api/pagination).</summary>
internal sealed class WireList<T>
{
    public List<T>? Data { get; set; }

    public bool HasMore { get; set; }
}
