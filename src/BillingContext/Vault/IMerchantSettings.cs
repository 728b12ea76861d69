namespace BillingContext.Vault;

/// <summary>What a host decides about each merchant beside the secrets that are kept: whether it may refund, limits, order numbers.</summary>
/// <remarks>Register it with <c>UseKeptMerchants&lt;T&gt;()</c>. Asked on every call, as the secrets are; cache here if reading is slow.</remarks>
public interface IMerchantSettings
{
    /// <summary>Completes a merchant's credentials: <c>new MerchantCredentials(kept) { EnableRefunds = true }</c>.</summary>
    /// <param name="kept">Keys, webhook secrets and account, as they are kept now.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The same merchant in the same account and mode; null if the host no longer serves it.</returns>
    ValueTask<MerchantCredentials?> CompleteAsync(MerchantCredentials kept, CancellationToken cancellationToken);
}
