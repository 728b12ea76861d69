using BillingContext;
using BillingContext.StripeAdapter;
using BillingContext.Testing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts the simulated Stripe in the place of the real one.</summary>
public static class StripeSimulatorBuilderExtensions
{
    /// <summary>Lets the built-in adapter call a simulator instead of the network, by the simulator's clock.</summary>
    /// <remarks>
    /// The budget of requests (<see cref="StripeOptions.Budget"/>) is off; turn it on after this call. A key or webhook secret set with <c>UseStripe</c> stays; without one, the simulator's full-access test key and secret are used.
    /// </remarks>
    /// <param name="builder">What <c>AddBillingContext</c> returned.</param>
    /// <param name="simulator">The simulated Stripe, shared by as many containers as you like.</param>
    public static IBillingContextBuilder UseStripeSimulator(this IBillingContextBuilder builder, StripeSimulator simulator)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(simulator);
        var services = builder.Services;
        services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(simulator.CreateHandler);

        // The simulator counts nothing, and on a clock that stands still a turn would never come. Whoever wants turns says so after this.
        services.Configure<StripeOptions>(options => options.Budget.Enabled = false);
        services.PostConfigure<StripeOptions>(options =>
        {
            options.ApiKey ??= StripeSimulator.SecretKey;
            if (options.WebhookSecrets.Count == 0)
            {
                options.WebhookSecrets.Add(StripeSimulator.WebhookSecret);
            }
        });

        // Two clocks would disagree about what is fresh and which signatures are recent; one the host registered stays.
        if (services.FirstOrDefault(service => service.ImplementationInstance == TimeProvider.System) is { } systemClock)
        {
            services.Remove(systemClock);
            services.AddSingleton(simulator.TimeProvider);
        }

        return builder;
    }
}
