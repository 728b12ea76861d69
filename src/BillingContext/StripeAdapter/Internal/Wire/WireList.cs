namespace BillingContext.StripeAdapter.Internal.Wire;

/// <summary>A list, or a page of search results (https://docs.stripe.com/api/pagination).</summary>
internal sealed class WireList<T>
{
    /// <summary>The items; a null among them is none.</summary>
    public List<T>? Data
    {
        get;
        set
        {
            value?.RemoveAll(item => item is null);
            field = value;
        }
    }

    public bool HasMore { get; set; }
}
