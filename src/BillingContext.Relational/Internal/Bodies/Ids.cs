namespace BillingContext.Relational.Internal.Bodies;

/// <summary>Ids from their texts, and scopes as a key's text.</summary>
internal static class Ids
{
    internal static StripeScope Scope(string merchant, string? account, bool livemode) =>
        new(new MerchantId(merchant), account is null ? null : new StripeAccountId(account), livemode);

    /// <summary>A merchant as somebody may have altered it; null if it can be none.</summary>
    internal static MerchantId? Merchant(string id)
    {
        try
        {
            return new MerchantId(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    internal static CustomerId? Customer(string? id) => id is null ? null : new CustomerId(id);

    /// <summary>Account and mode within a merchant. An account's id has no slash.</summary>
    internal static string KeyOf(StripeScope scope) => $"{scope.Account?.Value}/{(scope.Livemode ? "live" : "test")}";
}
