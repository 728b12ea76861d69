using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/search#supported-query-fields-for-each-resource; metadata is searched everywhere.</summary>
internal static class SearchFields
{
    public static IReadOnlyList<SearchField<ChargeRecord>> Charge { get; } =
    [
        SearchField<ChargeRecord>.Numeric("amount", c => c.Amount),
        SearchField<ChargeRecord>.Token("billing_details.address.postal_code", _ => null),
        SearchField<ChargeRecord>.Numeric("created", c => c.Created),
        SearchField<ChargeRecord>.Token("currency", c => c.Currency),
        SearchField<ChargeRecord>.Token("customer", c => c.Customer),
        SearchField<ChargeRecord>.Token("disputed", c => c.Disputed),
        SearchField<ChargeRecord>.Token("refunded", c => c.Refunded),
        SearchField<ChargeRecord>.Token("status", c => c.Status),
        .. PaymentMethodDetails.Searched.Select(detail => SearchField<ChargeRecord>.Token(detail.Path, detail.Value)),
    ];

    public static IReadOnlyList<SearchField<CustomerRecord>> Customer { get; } =
    [
        SearchField<CustomerRecord>.Numeric("created", c => c.Created),
        SearchField<CustomerRecord>.String("email", c => c.Email),
        SearchField<CustomerRecord>.String("name", c => c.Name),
        SearchField<CustomerRecord>.String("phone", c => c.Phone),
    ];

    public static IReadOnlyList<SearchField<InvoiceRecord>> Invoice { get; } =
    [
        SearchField<InvoiceRecord>.Numeric("created", i => i.Created),
        SearchField<InvoiceRecord>.Token("currency", i => i.Currency),
        SearchField<InvoiceRecord>.Token("customer", i => i.Customer),
        SearchField<InvoiceRecord>.Token("last_finalization_error_code", _ => null),
        SearchField<InvoiceRecord>.Token("last_finalization_error_type", _ => null),
        SearchField<InvoiceRecord>.String("number", i => i.Number),
        SearchField<InvoiceRecord>.String("receipt_number", _ => null),
        SearchField<InvoiceRecord>.String("status", i => i.Status),
        SearchField<InvoiceRecord>.String("subscription", i => i.Subscription),
        SearchField<InvoiceRecord>.Numeric("total", i => i.Total),
    ];

    public static IReadOnlyList<SearchField<PaymentIntentRecord>> PaymentIntent { get; } =
    [
        SearchField<PaymentIntentRecord>.Numeric("amount", p => p.Amount),
        SearchField<PaymentIntentRecord>.Numeric("created", p => p.Created),
        SearchField<PaymentIntentRecord>.Token("currency", p => p.Currency),
        SearchField<PaymentIntentRecord>.Token("customer", p => p.Customer),
        SearchField<PaymentIntentRecord>.Token("status", p => p.Status),
    ];

    public static IReadOnlyList<SearchField<PriceRecord>> Price { get; } =
    [
        SearchField<PriceRecord>.Token("active", p => p.Active),
        SearchField<PriceRecord>.Token("currency", p => p.Currency),
        SearchField<PriceRecord>.String("lookup_key", _ => null),
        SearchField<PriceRecord>.String("product", p => p.Product),
        SearchField<PriceRecord>.Token("type", p => p.Interval is null ? "one_time" : "recurring"),
    ];

    public static IReadOnlyList<SearchField<ProductRecord>> Product { get; } =
    [
        SearchField<ProductRecord>.Token("active", p => p.Active),
        SearchField<ProductRecord>.String("description", p => p.Description),
        SearchField<ProductRecord>.String("name", p => p.Name),
        SearchField<ProductRecord>.Token("shippable", _ => null),
        SearchField<ProductRecord>.String("url", _ => null),
    ];

    public static IReadOnlyList<SearchField<SubscriptionRecord>> Subscription { get; } =
    [
        SearchField<SubscriptionRecord>.Numeric("canceled_at", s => s.CanceledAt),
        SearchField<SubscriptionRecord>.Numeric("created", s => s.Created),
        SearchField<SubscriptionRecord>.Token("status", s => s.Status),
    ];
}
