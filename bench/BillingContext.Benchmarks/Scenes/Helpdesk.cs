using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.StripeAdapter;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>A helpdesk whose agent looks at one customer: payments, a refund, a running subscription and one that ended.</summary>
internal sealed class Helpdesk : IDisposable
{
    private const string Email = "buyer@example.com";

    private readonly StripeSimulator simulator;
    private readonly Waves waves = new();
    private readonly ServiceProvider provider;
    private readonly CustomerId customer;
    private readonly SimulatedPayment latest;
    private readonly SubscriptionId subscription;

    internal Helpdesk()
    {
        var clock = new ManualTimeProvider();
        simulator = new StripeSimulator(clock);
        customer = new CustomerId(simulator.Account.AddCustomer(Email, "Bo Buyer"));
        simulator.Account.Refund(simulator.Account.Pay(customer.Value, 9_900), 900);
        subscription = new SubscriptionId(simulator.Account.Subscribe(customer.Value).SubscriptionId);
        simulator.Account.CancelSubscription(simulator.Account.Subscribe(customer.Value).SubscriptionId);
        latest = simulator.Account.Pay(customer.Value, 4_200);
        clock.Advance(simulator.SearchLag);

        var services = new ServiceCollection();

        // Whoever waits goes on at once, on the thread that lets the answers go.
        services.AddSingleton(new Promises(TaskCreationOptions.None));
        services.AddBillingContext(options => (options.EnableRefunds, options.EnableCancellations) = (true, true)).UseStripeSimulator(simulator);
        services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => waves);
        provider = services.BuildServiceProvider(validateScopes: true);
    }

    internal int Calls => simulator.Requests.Count;

    internal int RoundTrips => waves.Count;

    internal Helpdesk WithDispute()
    {
        simulator.Account.OpenDispute(latest.ChargeId);
        return this;
    }

    /// <summary>Opens the context of a customer whose id is known.</summary>
    internal Helpdesk OpenKnown(PaymentContextRequest? request = null)
    {
        RequireWhole(waves.Run(async () => await Contexts.GetAsync(await ResolveAsync(CustomerQuery.ForCustomer(customer)), request)));
        return this;
    }

    /// <summary>As many conversations as this open the context of one customer at once.</summary>
    internal Helpdesk OpenKnown(int conversations)
    {
        var contexts = waves.Run(() => Task.WhenAll(Enumerable.Range(0, conversations).Select(async _ =>
            await Contexts.GetAsync(await ResolveAsync(CustomerQuery.ForCustomer(customer))))));
        Array.ForEach(contexts, RequireWhole);
        return this;
    }

    /// <summary>What was asked so far does not count.</summary>
    internal Helpdesk Uncounted()
    {
        simulator.ClearRequests();
        return this;
    }

    /// <summary>Finds the customer by e-mail, then opens the context.</summary>
    internal Helpdesk OpenByEmail()
    {
        RequireWhole(waves.Run(async () => await Contexts.GetAsync(await ResolveAsync(CustomerQuery.ForEmail(Email)))));
        return this;
    }

    /// <summary>Refunds the latest payment.</summary>
    internal Helpdesk Refund()
    {
        var result = waves.Run(async () => await provider.GetRequiredService<IRefundService>().RefundAsync(new RefundRequest
        {
            RequestId = "ticket-1042-1",
            Customer = await ResolveAsync(CustomerQuery.ForCustomer(customer)),
            Payment = new PaymentId(latest.PaymentIntentId!),
            Actor = Actor.Person("agent_1"),
        }));
        return result.State == RefundState.Succeeded ? this : throw new InvalidOperationException($"The refund ended as {result}.");
    }

    /// <summary>Cancels the running subscription.</summary>
    internal Helpdesk Cancel(CancellationKind kind, CancellationRefund refund)
    {
        var result = waves.Run(async () => await provider.GetRequiredService<ISubscriptionService>().CancelAsync(new CancellationRequest
        {
            RequestId = "ticket-1042-2",
            Customer = await ResolveAsync(CustomerQuery.ForCustomer(customer)),
            Subscription = subscription,
            Kind = kind,
            Refund = refund,
            Actor = Actor.Person("agent_1"),
        }));
        return result is { State: CancellationState.Scheduled or CancellationState.Canceled, RefundState: null or RefundState.Succeeded }
            ? this
            : throw new InvalidOperationException($"The cancellation ended as {result}.");
    }

    public void Dispose() => provider.Dispose();

    private IPaymentContextProvider Contexts => provider.GetRequiredService<IPaymentContextProvider>();

    private Task<CustomerResolution> ResolveAsync(CustomerQuery query)
        => provider.GetRequiredService<ICustomerResolver>().ResolveAsync(query);

    /// <summary>Few calls are no merit if something is missing.</summary>
    private static void RequireWhole(PaymentContext context)
    {
        if (context is not { State: CustomerState.Known, Missing: [], Payments.Count: 4, Subscriptions.Count: 2 })
        {
            var gaps = string.Join(", ", context.Missing.Select(gap => gap.Describe()));
            throw new InvalidOperationException(
                $"The context is not whole: {context}, {context.State}, {context.Payments.Count} payments, " +
                $"{context.Subscriptions.Count} subscriptions, {gaps}");
        }
    }
}
