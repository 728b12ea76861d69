namespace BillingContext.Testing.Internal.Rendering;

/// <summary>What each kind of object needs of a restricted key: https://docs.stripe.com/keys/restricted-api-keys</summary>
internal static class Permissions
{
    public static IReadOnlyList<Permission> ReadAccount { get; } = [];

    public static IReadOnlyList<Permission> ReadCustomers { get; } = [Permission.Reading("customer", "Customers")];

    public static IReadOnlyList<Permission> WriteCustomers { get; } = [Permission.Writing("customer", "Customers")];

    public static IReadOnlyList<Permission> ReadPaymentIntents { get; } = [Permission.Reading("payment_intent", "PaymentIntents")];

    public static IReadOnlyList<Permission> WritePaymentIntents { get; } = [Permission.Writing("payment_intent", "PaymentIntents")];

    public static IReadOnlyList<Permission> ReadPaymentMethods { get; } = [Permission.Reading("payment_method", "PaymentMethods")];

    public static IReadOnlyList<Permission> WritePaymentMethods { get; } = [Permission.Writing("payment_method", "PaymentMethods")];

    public static IReadOnlyList<Permission> ReadCharges { get; } = [Permission.Reading("charge", "Charges and Refunds")];

    // Refunds are documented under charges, yet a slug of their own has been seen: either will do.
    public static IReadOnlyList<Permission> ReadRefunds { get; } =
        [Permission.Reading("charge", "Charges and Refunds"), Permission.Reading("refund", "Refunds")];

    public static IReadOnlyList<Permission> WriteRefunds { get; } =
        [Permission.Writing("charge", "Charges and Refunds"), Permission.Writing("refund", "Refunds")];

    public static IReadOnlyList<Permission> ReadDisputes { get; } = [Permission.Reading("dispute", "Disputes")];

    public static IReadOnlyList<Permission> WriteDisputes { get; } = [Permission.Writing("dispute", "Disputes")];

    public static IReadOnlyList<Permission> ReadFraudWarnings { get; } = [Permission.Reading("early_fraud_warning", "Early Fraud Warnings")];

    public static IReadOnlyList<Permission> ReadSubscriptions { get; } = [Permission.Reading("subscription", "Subscriptions")];

    public static IReadOnlyList<Permission> WriteSubscriptions { get; } = [Permission.Writing("subscription", "Subscriptions")];

    public static IReadOnlyList<Permission> ReadProducts { get; } = [Permission.Reading("product", "Products")];

    public static IReadOnlyList<Permission> WriteProducts { get; } = [Permission.Writing("product", "Products")];

    public static IReadOnlyList<Permission> ReadPrices { get; } = [Permission.Reading("plan", "Prices")];

    public static IReadOnlyList<Permission> WritePrices { get; } = [Permission.Writing("plan", "Prices")];

    public static IReadOnlyList<Permission> WriteInvoices { get; } = [Permission.Writing("invoice", "Invoices")];

    public static IReadOnlyList<Permission> ReadInvoices { get; } = [Permission.Reading("invoice", "Invoices")];

    public static IReadOnlyList<Permission> ReadEvents { get; } = [Permission.Reading("event", "Events")];
}
