namespace BillingContext.Payments;

/// <summary>Links into Stripe's dashboard, in the right account and mode.</summary>
/// <param name="scope">Whose dashboard.</param>
public sealed class DashboardLinks(StripeScope scope)
{
    private readonly string root =
        $"https://dashboard.stripe.com/{(scope.Account is { } account ? account.Value + "/" : "")}{(scope.Livemode ? "" : "test/")}";

    /// <summary>The customer's page.</summary>
    public Uri For(CustomerId customer) => new($"{root}customers/{customer}");

    /// <summary>The payment's page, which also shows its refunds and disputes.</summary>
    public Uri For(PaymentId payment) => new($"{root}payments/{payment}");

    /// <summary>The subscription's page.</summary>
    public Uri For(SubscriptionId subscription) => new($"{root}subscriptions/{subscription}");

    /// <summary>The invoice's page.</summary>
    public Uri For(InvoiceId invoice) => new($"{root}invoices/{invoice}");
}
