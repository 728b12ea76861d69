using Microsoft.Extensions.Options;

namespace BillingContext.StripeAdapter.Internal;

/// <summary>The credentials of a host with one merchant, from its options as they are now.</summary>
internal sealed class SingleMerchantCredentials(IOptionsMonitor<StripeOptions> options) : IMerchantCredentialsProvider
{
    private volatile Reading? latest;

    public ValueTask<MerchantCredentials?> GetAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        if (merchant != MerchantId.Default || options.CurrentValue is not { ApiKey: { } apiKey } current)
        {
            return new ValueTask<MerchantCredentials?>((MerchantCredentials?)null);
        }

        // The options are the same object until configuration is reloaded.
        var reading = latest;
        if (reading?.Source != current)
        {
            latest = reading = new Reading(current, Read(apiKey, current));
        }

        return new ValueTask<MerchantCredentials?>(reading.Credentials);
    }

    public async ValueTask<MerchantCredentials?> FindAsync(StripeAccountId? account, bool livemode, CancellationToken cancellationToken) =>
        await GetAsync(MerchantId.Default, cancellationToken).ConfigureAwait(false) is { } only && only.Account == account && only.Scope.Livemode == livemode
            ? only
            : null;

    private static MerchantCredentials Read(string apiKey, StripeOptions current) =>
        new(MerchantId.Default, StripeApiKey.Parse(apiKey), current.WriteApiKey is { } write ? StripeApiKey.Parse(write) : null)
        {
            Account = current.Account is { } account ? new StripeAccountId(account) : null,
            OrderReferenceKeys = [.. current.OrderReferenceKeys],
            WebhookSecrets = [.. current.WebhookSecrets.Select(WebhookSecret.Parse)],
        };

    private sealed record Reading(StripeOptions Source, MerchantCredentials Credentials);
}
