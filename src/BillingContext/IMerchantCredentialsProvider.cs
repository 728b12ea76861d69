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

    /// <summary>The merchant that a webhook's event is of, for an endpoint that serves several (<see cref="Webhooks.WebhookDelivery.FindMerchant"/>).</summary>
    /// <remarks>Asked before the signature is checked, with what the body claims: give nothing but that merchant's credentials, whose secrets must have signed it.</remarks>
    /// <param name="account">The connected account; null for an event of the platform's, or the merchant's, own account.</param>
    /// <param name="livemode">Live or test.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Null when no merchant is known by them, as a provider that does not implement this says of all.</returns>
    ValueTask<MerchantCredentials?> FindAsync(StripeAccountId? account, bool livemode, CancellationToken cancellationToken) => default;
}
