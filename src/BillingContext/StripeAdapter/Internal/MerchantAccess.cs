namespace BillingContext.StripeAdapter.Internal;

/// <summary>The credentials a scope was read with, as they are now.</summary>
internal sealed class MerchantAccess(IMerchantCredentialsProvider credentials)
{
    internal async ValueTask<MerchantCredentials> CredentialsAsync(StripeScope scope, CancellationToken cancellationToken)
    {
        var merchant = await credentials.GetAsync(scope.Merchant, cancellationToken).ConfigureAwait(false)
            ?? throw BillingException.UnknownMerchant(scope.Merchant);
        return merchant.Scope == scope ? merchant : throw new BillingException(
            "scope.mismatch",
            $"This was read as {scope}, but the merchant's credentials are now for {merchant.Scope}. Resolve the customer anew.");
    }
}
