using BillingContext.Internal;
using BillingContext.Storage;

namespace BillingContext.Webhooks.Internal;

/// <summary>Whether a delivery is Stripe's, and this merchant's.</summary>
internal sealed class DeliveryVerifier(IMerchantCredentialsProvider credentials, IBillingStore store, TimeProvider time)
{
    private const int LongestId = 255;

    internal async Task<VerifiedDelivery> VerifyAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Body.Length > WebhookDelivery.LargestBody)
        {
            return VerifiedDelivery.Rejected("body.too_large");
        }

        if (await FindAsync(delivery, cancellationToken).ConfigureAwait(false) is not { } merchant)
        {
            return VerifiedDelivery.Rejected("merchant.unknown");
        }

        var verdict = SignatureVerifier.Verify(delivery.Body.Span, delivery.Signature, merchant.WebhookSecrets, time.GetUtcNow());
        if (verdict != SignatureVerdict.Valid)
        {
            return VerifiedDelivery.Rejected(SignatureVerifier.CodeOf(verdict));
        }

        if (!TryRead(delivery, out var envelope))
        {
            return VerifiedDelivery.Rejected("body.not_an_event");
        }

        // Signed is not enough: one secret may serve an endpoint that hears of many accounts.
        if (envelope.Livemode != merchant.ReadKey.Livemode || envelope.Account != merchant.Account?.Value)
        {
            var code = envelope.Livemode != merchant.ReadKey.Livemode ? "event.wrong_mode" : "event.wrong_account";
            var entry = EventEffects.Rejection(merchant.Scope, code, in envelope, time.GetUtcNow());
            await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
            return VerifiedDelivery.Rejected(code);
        }

        return new VerifiedDelivery(merchant.Scope, ReceivedEvent.Of(in envelope), null);
    }

    /// <summary>Whose it is: as the endpoint says, or as the body claims, which then that merchant's own secret must have signed.</summary>
    private ValueTask<MerchantCredentials?> FindAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (!delivery.FindMerchant)
        {
            return credentials.GetAsync(delivery.Merchant, cancellationToken);
        }

        if (!TryRead(delivery, out var claimed) || (claimed.Account is not null && EventReading.IdOf(claimed.Account, id => new StripeAccountId(id)) is null))
        {
            return default;
        }

        return credentials.FindAsync(EventReading.IdOf(claimed.Account, id => new StripeAccountId(id)), claimed.Livemode, cancellationToken);
    }

    private static bool TryRead(WebhookDelivery delivery, out EventEnvelope envelope) =>
        EventReader.TryRead(delivery.Body.Span, out envelope) && envelope.Id!.Length <= LongestId && envelope.Type!.Length <= LongestId;
}
