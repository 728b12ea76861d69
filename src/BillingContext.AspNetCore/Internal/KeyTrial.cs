using BillingContext.StripeAdapter;

namespace BillingContext.AspNetCore.Internal;

/// <summary>
/// Finds out whether a key works, by asking with it for what does not exist: Stripe looks at the key and its permissions first, and "no such customer" is
/// as good an answer as any. Writing cannot be tried without writing.
/// </summary>
internal sealed class KeyTrial(IStripeAdapter stripe, IMerchantCredentialsProvider credentials, TimeProvider time)
{
    private const string Nobody = "billingcontexthealth";

    // The first that is refused for the key itself ends it.
    private static readonly (string Permission, Func<IStripeAdapter, StripeScope, CancellationToken, Task<IReadOnlyList<DataGap>>> AskAsync)[] Questions =
    [
        ("rak_customer_read", async (stripe, scope, token) => Nothing(await stripe.GetCustomerAsync(scope, new CustomerId("cus_" + Nobody), token).ConfigureAwait(false))),
        ("rak_payment_intent_read", async (stripe, scope, token) => (await stripe.ListPaymentsAsync(scope, new CustomerId("cus_" + Nobody), 1, token).ConfigureAwait(false)).Missing),
        ("rak_charge_read", async (stripe, scope, token) => Nothing(await stripe.GetPaymentAsync(scope, new PaymentId("ch_" + Nobody), token).ConfigureAwait(false))),
        ("rak_dispute_read", async (stripe, scope, token) => Nothing(await stripe.ListDisputesAsync(scope, new ChargeId("ch_" + Nobody), token).ConfigureAwait(false))),
        ("rak_subscription_read", async (stripe, scope, token) => Nothing(await stripe.GetSubscriptionAsync(scope, new SubscriptionId("sub_" + Nobody), token).ConfigureAwait(false))),
        ("rak_invoice_read", async (stripe, scope, token) => Nothing(await stripe.GetInvoiceAsync(scope, new InvoiceId("in_" + Nobody), token).ConfigureAwait(false))),
    ];

    /// <summary>Never throws.</summary>
    internal async Task<KeyFinding> TryAsync(MerchantId merchant, CancellationToken cancellationToken)
    {
        try
        {
            if (await credentials.GetAsync(merchant, cancellationToken).ConfigureAwait(false) is not { } known)
            {
                return Found("merchant.unknown");
            }

            var missing = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var (permission, askAsync) in Questions)
            {
                try
                {
                    var gaps = await askAsync(stripe, known.Scope, cancellationToken).ConfigureAwait(false);
                    missing.UnionWith(gaps.Where(gap => gap.Reason == DataGapReason.PermissionMissing).Select(gap => gap.Permission ?? permission));
                }
                catch (StripeAdapterException exception) when (exception.Kind == StripeErrorKind.PermissionMissing)
                {
                    missing.Add(exception.Permission ?? permission);
                }
            }

            return missing.Count > 0 ? Found("stripe.permission_missing") with { Permissions = [.. missing] }
                : known.WebhookSecrets.Count == 0 ? Found("signature.no_secret")
                : Found(KeyFinding.Good);
        }
        catch (BillingException exception)
        {
            return Found(exception.Code);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Found("stripe.unavailable");
        }
        catch (Exception)
        {
            return Found("host.failed");
        }
    }

    private KeyFinding Found(string code) => new(code, [], time.GetUtcNow());

    private static IReadOnlyList<DataGap> Nothing(object? _) => [];
}
