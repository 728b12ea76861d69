using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.StripeAdapter;

/// <summary>The adapter as a host gets it, with a fake Stripe at the far end, a clock of the test's and chosen randomness.</summary>
internal sealed class Wire : IAsyncDisposable, IMerchantCredentialsProvider, IRandomSource
{
    private readonly ServiceProvider services;

    internal Wire(Action<StripeOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        // Under NUnit's own context every continuation would go to the pool, and the clock would run ahead of the call.
        SynchronizationContext.SetSynchronizationContext(null);
        Stripe = new FakeStripe(Time);
        Merchants.Add(MerchantId.Default, new MerchantCredentials(MerchantId.Default, StripeApiKey.Parse(The.ReadKey), StripeApiKey.Parse(The.WriteKey)));
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Time);
        collection.AddSingleton<IMerchantCredentialsProvider>(this);
        collection.AddSingleton<IRandomSource>(this);
        collection.AddSingleton(new Promises(TaskCreationOptions.None));
        collection.AddBillingContext().UseStripe(stripe =>
        {
            // On a clock that stands still a turn would never come; the tests of the budget turn it on.
            stripe.Budget.Enabled = false;
            configure?.Invoke(stripe);
        });
        collection.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => Stripe);
        services?.Invoke(collection);
        this.services = collection.BuildServiceProvider(validateScopes: true);
        Adapter = this.services.GetRequiredService<IStripeAdapter>();
    }

    internal ManualTimeProvider Time { get; } = new();

    internal FakeStripe Stripe { get; }

    internal IStripeAdapter Adapter { get; }

    internal Dictionary<MerchantId, MerchantCredentials> Merchants { get; } = [];

    internal double Random { get; set; } = 0.5;

    /// <summary>Everything that was sent, as text.</summary>
    internal string Sent => string.Join('\n', Stripe.Requests);

    /// <summary>When each attempt left, in seconds since the first.</summary>
    internal double[] Seconds => [.. Stripe.Requests.Select(request => (request.At - Stripe.Requests[0].At).TotalSeconds)];

    /// <summary>Adds a merchant with one key, and gives its scope.</summary>
    internal StripeScope Merchant(string id, string key, StripeAccountId? account = null)
    {
        var merchant = new MerchantCredentials(new MerchantId(id), StripeApiKey.Parse(key)) { Account = account };
        Merchants[merchant.Merchant] = merchant;
        return merchant.Scope;
    }

    /// <summary>Moves the clock until the call is over.</summary>
    internal async Task<T> Over<T>(Task<T> call)
    {
        for (var steps = 0; !call.IsCompleted && steps < 20_000; steps++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        Assert.That(call.IsCompleted, "The call goes on for ever.");
        return await call;
    }

    internal Task<StripeWriteResult<Refund>> RefundAsync(CancellationToken cancellationToken = default) =>
        Over(Adapter.CreateRefundAsync(The.Scope, Some.NewRefund(), The.IdempotencyKey, The.SendBefore, cancellationToken));

    /// <summary>What a read comes to that must fail.</summary>
    internal async Task<StripeAdapterException> ErrorOfReadAsync()
    {
        try
        {
            await Over(Adapter.GetCustomerAsync(The.Scope, The.Customer, default));
        }
        catch (StripeAdapterException exception)
        {
            return exception;
        }

        throw new AssertionException("The read succeeded.");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    ValueTask<MerchantCredentials?> IMerchantCredentialsProvider.GetAsync(MerchantId merchant, CancellationToken cancellationToken) =>
        new(Merchants.GetValueOrDefault(merchant));

    double IRandomSource.NextDouble() => Random;
}
