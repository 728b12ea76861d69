using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Relational.Internal;
using BillingContext.Relational.Tests.Framework;
using BillingContext.Storage;
using BillingContext.Subscriptions;
using BillingContext.Tests.Storage;
using BillingContext.Vault;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace BillingContext.Relational.Tests;

internal sealed class RegistrationTests
{
    private readonly SqliteFile file = new();

    [TearDown]
    public void Close() => file.Dispose();

    [Test]
    public async Task Replaces_the_store_in_memory_however_often_that_is_registered()
    {
        var services = new ServiceCollection();
        services.AddBillingContext(WithKey).UseSqlite(file.Open());
        services.AddBillingContext();
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(provider.GetServices<IBillingStore>().Single(), Is.InstanceOf<RelationalBillingStore>());
    }

    [Test]
    public async Task The_first_verb_counts()
    {
        await using var postgres = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        var services = new ServiceCollection();
        services.AddBillingContext(WithKey).UseSqlite(_ => file.Open()).UsePostgreSql(postgres).UsePostgreSql(_ => postgres).UseSqlite(file.Open());
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        var store = provider.GetServices<IBillingStore>().Single();

        Assert.That(await store.CommitAsync(new StoreBatch { Audit = [Some.Line()] }, default), Is.EqualTo(StoreCommit.Applied), "In the file.");
    }

    [Test]
    public async Task The_data_source_may_come_from_the_container_which_then_disposes_it()
    {
        var services = new ServiceCollection();
        services.AddSingleton(_ => file.Open());
        services.AddBillingContext(WithKey).UseSqlite(provider => provider.GetRequiredService<System.Data.Common.DbDataSource>());
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(await provider.GetRequiredService<IBillingStore>().GetChangeSequenceAsync(MerchantId.Default, default), Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task The_hosts_own_store_wins(bool before)
    {
        var services = new ServiceCollection();
        if (before)
        {
            services.AddSingleton<IBillingStore, HostStore>();
        }

        services.AddBillingContext(WithKey).UseSqlite(file.Open());
        if (!before)
        {
            services.AddSingleton<IBillingStore, HostStore>();
        }

        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(provider.GetRequiredService<IBillingStore>(), Is.InstanceOf<HostStore>());
    }

    [Test]
    public async Task Leaves_keyed_stores_alone()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IBillingStore, HostStore>("spare");
        services.AddBillingContext(WithKey).UseSqlite(file.Open());
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(provider.GetRequiredKeyedService<IBillingStore>("spare"), Is.InstanceOf<HostStore>());
        Assert.That(provider.GetRequiredService<IBillingStore>(), Is.InstanceOf<RelationalBillingStore>());
    }

    [Test]
    public void A_host_without_an_audit_key_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBillingContext().UseSqlite(file.Open()).UseSqlite(file.Open());
        using var host = builder.Build();

        var failure = Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.That(async () => (await failure)!.Failures, Is.EqualTo(new[]
        {
            "BillingContext:AuditKey is not set, and a durable store needs it to make the audit log tamper-evident. Set it to at least 32 random bytes "
            + "in base64, such as `openssl rand -base64 32` prints, the same on all nodes, and keep it where secrets are kept.",
        }));
    }

    [Test]
    public async Task Without_a_host_the_missing_key_is_said_at_first_use()
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseSqlite(file.Open());
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(() => provider.GetRequiredService<IBillingStore>(), Throws.InstanceOf<OptionsValidationException>().With.Message.Contains("BillingContext:AuditKey"));
    }

    [Test]
    public async Task Without_the_verb_no_key_is_needed()
    {
        var services = new ServiceCollection();
        services.AddBillingContext();
        await using var provider = services.BuildServiceProvider(validateScopes: true);

        Assert.That(() => provider.GetRequiredService<IBillingStore>(), Throws.Nothing);
    }

    [Test]
    public void Missing_arguments_are_refused_at_once()
    {
        var builder = new ServiceCollection().AddBillingContext();

        Assert.That(() => builder.UseSqlite((System.Data.Common.DbDataSource)null!), Throws.ArgumentNullException);
        Assert.That(() => builder.UsePostgreSql((System.Data.Common.DbDataSource)null!), Throws.ArgumentNullException);
        Assert.That(() => builder.UseSqlite((Func<IServiceProvider, System.Data.Common.DbDataSource>)null!), Throws.ArgumentNullException);
        Assert.That(() => ((IBillingContextBuilder)null!).UsePostgreSql(_ => null!), Throws.ArgumentNullException);
    }

    private static void WithKey(BillingContextOptions options) => options.AuditKey = HelpdeskHost.AuditKey;

    private sealed class HostStore : IBillingStore
    {
        public ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken) => default;

        public ValueTask<RefundIntent?> GetRefundIntentAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) => default;

        public ValueTask<PaymentLedger> GetPaymentLedgerAsync(StripeScope scope, PaymentId payment, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<RefundIntent>> ListRefundsSinceAsync(StripeScope scope, DateTimeOffset since, CancellationToken cancellationToken) =>
            default;

        public ValueTask<IReadOnlyList<RefundIntent>> ListRefundApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
            default;

        public ValueTask<MerchantGuard> GetMerchantGuardAsync(MerchantId merchant, CancellationToken cancellationToken) =>
            default;

        public ValueTask<IReadOnlyList<CancellationIntent>> ListCancellationApprovalsAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) =>
            default;

        public ValueTask<IReadOnlyList<RefundIntent>> ListOpenRefundsAsync(
            MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) => default;

        public ValueTask<CancellationIntent?> GetCancellationAsync(MerchantId merchant, string requestId, CancellationToken cancellationToken) => default;

        public ValueTask<SubscriptionLedger> GetSubscriptionLedgerAsync(StripeScope scope, SubscriptionId subscription, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<CancellationIntent>> ListOpenCancellationsAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) => default;

        public ValueTask<WebhookReceipt?> GetWebhookReceiptAsync(StripeScope scope, string eventId, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<WebhookReceipt>> ListDueWebhooksAsync(MerchantId? merchant, DateTimeOffset dueBy, int limit, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<WebhookReceipt>> ListSetAsideWebhooksAsync(MerchantId merchant, int limit, CancellationToken cancellationToken) => default;

        public ValueTask<WebhookBacklog> GetWebhookBacklogAsync(CancellationToken cancellationToken) => default;

        public ValueTask<KeptCredentials?> GetCredentialsAsync(MerchantId merchant, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<KeptCredentials>> FindCredentialsAsync(StripeAccountId? account, bool livemode, int limit, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<KeptCredentials>> ListCredentialsAsync(MerchantId? after, int limit, CancellationToken cancellationToken) => default;

        public ValueTask<long> GetChangeSequenceAsync(MerchantId merchant, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<BillingChange>> ReadChangesAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<AuditLine>> ReadAuditAsync(MerchantId merchant, long after, int limit, CancellationToken cancellationToken) => default;
    }
}
