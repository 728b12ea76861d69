using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Storage;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Vault;

/// <summary>A helpdesk whose merchants are kept, on a simulated Stripe that knows their keys.</summary>
internal sealed class VaultDesk : IDisposable
{
    internal const string OldKey = "rk_test_canary_old_1111";
    internal const string NewKey = "rk_test_canary_new_2222";
    internal const string WriteKey = "rk_test_canary_write_3333";
    internal const string LiveKey = "rk_live_canary_live_4444";
    internal const string OldSecret = "whsec_canary_old_0123456789_5555";
    internal const string NewSecret = "whsec_canary_new_0123456789_6666";

    private static readonly string[] Reads = ["customer_read", "payment_intent_read", "charge_read", "dispute_read", "subscription_read", "invoice_read"];

    internal static readonly MerchantId Acme = new("acme");
    internal static readonly Actor Admin = Actor.Person("admin_1");

    private readonly Desk desk;

    internal VaultDesk(Action<IBillingContextBuilder>? configure = null, IBillingStore? store = null)
    {
        desk = new Desk(builder =>
        {
            builder.UseKeptMerchants();
            builder.Services.AddSingleton<ISecretProtector>(Protector);
            if (store is not null)
            {
                builder.Services.AddSingleton(store);
            }

            configure?.Invoke(builder);
        });
        foreach (var key in new[] { OldKey, NewKey })
        {
            Stripe.AddRestrictedKey(key, Reads);
        }

        Stripe.AddRestrictedKey(WriteKey, [.. Reads, "charge_write", "refund_write"]);
        Customer = Stripe.Account.AddCustomer("jenny@example.com");
        Paid = Stripe.Account.Pay(Customer, 4_200);
    }

    internal BoundProtector Protector { get; } = new();

    internal StripeSimulator Stripe => desk.Stripe;

    internal Desk Desk => desk;

    internal IMerchantVault Vault => desk.Get<IMerchantVault>();

    internal IBillingStore Store => desk.Store;

    internal string Customer { get; }

    internal SimulatedPayment Paid { get; }

    /// <summary>The last four characters of the keys that Stripe was asked with.</summary>
    internal IReadOnlyList<string> AskedWith => [.. Stripe.Requests.Select(request => request.Headers["Authorization"]).Distinct()];

    /// <summary>Reads a context afresh, through the real adapter.</summary>
    internal Task<PaymentContext> ReadAsync(MerchantId? merchant = null)
    {
        Stripe.ClearRequests();
        var who = CustomerResolution.VerifiedCustomer(new StripeScope(merchant ?? Acme, null, Livemode: false), new CustomerId(Customer));
        return desk.Contexts.GetAsync(who, new PaymentContextRequest { MaxAge = TimeSpan.Zero });
    }

    /// <summary>A merchant with a read key, a write key and a webhook secret.</summary>
    internal async Task AddAcmeAsync()
    {
        await ChangedAsync(Vault.AddAsync(Acme, OldKey, Admin));
        await ChangedAsync(Vault.SetWriteKeyAsync(Acme, WriteKey, Admin));
        await ChangedAsync(Vault.AddWebhookSecretAsync(Acme, OldSecret, Admin));
    }

    internal static async Task<KeptMerchant?> ChangedAsync(Task<VaultResult> change)
    {
        var result = await change;
        Assert.That(result.Outcome, Is.EqualTo(VaultOutcome.Changed), result.Message);
        return result.Merchant;
    }

    /// <summary>What somebody with the database does: writes a merchant's record as they like.</summary>
    internal async Task RewriteAsync(MerchantId merchant, Func<KeptCredentials, KeptCredentials> change)
    {
        var kept = (await Store.GetCredentialsAsync(merchant, default))!;
        Assert.That(await Store.CommitAsync(new StoreBatch { Credentials = change(kept) with { Version = kept.Version } }, default), Is.EqualTo(StoreCommit.Applied));
    }

    public void Dispose() => desk.Dispose();
}
