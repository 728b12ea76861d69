namespace BillingContext;

/// <summary>Where a host with many merchants keeps their credentials. Asked on every call, so a rotated key arrives at once; cache here if reading is slow.</summary>
/// <remarks>
/// Register your own as a singleton, with <c>UseMerchants&lt;T&gt;()</c> or before or after <c>AddBillingContext</c>; it wins. Without one, the single key of <c>UseStripe</c> serves
/// <see cref="MerchantId.Default"/>.
/// </remarks>
public interface IMerchantCredentialsProvider
{
    /// <summary>The merchant's credentials as they are now.</summary>
    /// <returns>Null when the host knows no such merchant.</returns>
    ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken);
}
