using BillingContext.StripeAdapter;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>
/// The shipped Stripe adapter as a host registers it, with only the network's end replaced. It lives as long as the process.
/// </summary>
internal sealed class Adapter
{
    internal Adapter(HttpMessageHandler network)
    {
        var services = new ServiceCollection();
        services.AddBillingContext().UseStripe(stripe =>
        {
            stripe.ApiKey = StripeSimulator.SecretKey;

            // What is measured is many calls a second.
            stripe.Budget.Enabled = false;
        });
        services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => network);
        Stripe = services.BuildServiceProvider().GetRequiredService<IStripeAdapter>();
    }

    internal IStripeAdapter Stripe { get; }

    internal StripeScope Scope { get; } = new(MerchantId.Default, null, Livemode: false);
}
