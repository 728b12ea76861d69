namespace BillingContext.Relational.Internal.Bodies;

/// <summary>Ids from their texts, and scopes as a key's text.</summary>
internal static class Ids
{
    internal static StripeScope Scope(string merchant, string? account, bool livemode) =>
        new(new MerchantId(merchant), account is null ? null : new StripeAccountId(account), livemode);

    internal static CustomerId? Customer(string? id) => id is null ? null : new CustomerId(id);

    /// <summary>Account and mode within a merchant. An account's id has no slash.</summary>
    internal static string KeyOf(StripeScope scope) => $"{scope.Account?.Value}/{(scope.Livemode ? "live" : "test")}";
}
