using BillingContext.Testing.Internal.Records;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/search#query-fields</summary>
internal static class SearchFields
{
    public static IReadOnlyList<SearchField<CustomerRecord>> Customer { get; } =
    [
        new("created", null, c => c.Created),
        new("email", c => c.Email),
        new("name", c => c.Name),
        new("phone", c => c.Phone),
    ];

    public static IReadOnlyList<SearchField<PaymentIntentRecord>> PaymentIntent { get; } =
    [
        new("amount", null, p => p.Amount),
        new("created", null, p => p.Created),
        new("currency", p => p.Currency),
        new("customer", p => p.Customer),
        new("status", p => p.Status),
    ];
}
