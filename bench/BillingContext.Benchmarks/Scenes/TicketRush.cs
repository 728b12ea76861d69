using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Ten thousand tickets of 2,000 customers that come in at once, on a clock of its own. Every fifth customer was looked at ten minutes ago.</summary>
internal sealed class TicketRush : IDisposable
{
    // Stripe's own limits in test mode (https://docs.stripe.com/rate-limits).
    private const int AllowedInASecond = 25;
    private const int Tickets = 10_000;
    private const int Customers = 2_000;
    private static readonly StripeScope Scope = new(MerchantId.Default, null, Livemode: false);

    private readonly ManualTimeProvider time = new();
    private readonly List<long> sends = [];
    private readonly ServiceProvider provider;
    private readonly List<CustomerId> customers;

    internal TicketRush()
    {
        var simulator = new StripeSimulator(time);
        customers = [.. Enumerable.Range(0, Customers).Select(number => new CustomerId(simulator.Account.AddCustomer($"buyer{number}@example.com")))];
        var services = new ServiceCollection();
        services.AddSingleton(new Promises(TaskCreationOptions.None));
        services.AddBillingContext().UseStripeSimulator(simulator).UseStripe(stripe => stripe.Budget.Enabled = true);
        services.AddHttpClient(StripeOptions.HttpClientName).AddHttpMessageHandler(() => new Clocked(time, sends));
        provider = services.BuildServiceProvider(validateScopes: true);
        Look([.. customers.Where((_, at) => at % 5 == 0)], perSecond: 6);
        Pass(TimeSpan.FromMinutes(10));
        sends.Clear();
        Answers = Look([.. Enumerable.Range(0, Tickets).Select(ticket => customers[ticket % Customers])], Tickets);
    }

    /// <summary>What each ticket got; null is nothing of what it may get.</summary>
    internal IReadOnlyList<string?> Answers { get; }

    /// <summary>The most that left within any second, to what Stripe allows.</summary>
    internal double BusiestSecond()
    {
        var (most, from) = (0, 0);
        for (var to = 0; to < sends.Count; to++)
        {
            for (; sends[to] - sends[from] >= TimeSpan.TicksPerSecond; from++)
            {
            }

            most = Math.Max(most, to - from + 1);
        }

        return (double)most / AllowedInASecond;
    }

    public void Dispose() => provider.Dispose();

    private List<string?> Look(IReadOnlyList<CustomerId> all, int perSecond)
    {
        var asking = new List<Task<string?>>();
        foreach (var batch in all.Chunk(perSecond))
        {
            asking.AddRange(batch.Select(AskAsync));
            Pass(TimeSpan.FromSeconds(1));
        }

        for (var seconds = 0; seconds < 120 && !asking.TrueForAll(ask => ask.IsCompleted); seconds++)
        {
            Pass(TimeSpan.FromSeconds(1));
        }

        return [.. asking.Select(ask => ask.IsCompletedSuccessfully ? ask.Result : null)];
    }

    private async Task<string?> AskAsync(CustomerId customer)
    {
        try
        {
            var context = await provider.GetRequiredService<IPaymentContextProvider>().GetAsync(CustomerResolution.VerifiedCustomer(Scope, customer));
            return context is { IsStale: true } ? "stale" : context is { State: CustomerState.Known } or { Missing.Count: > 0 } ? "context" : null;
        }
        catch (StripeAdapterException exception) when (exception is { Kind: StripeErrorKind.Busy, RetryAfter: not null })
        {
            return "busy";
        }
    }

    private void Pass(TimeSpan span)
    {
        for (var step = TimeSpan.Zero; step < span; step += TimeSpan.FromMilliseconds(50))
        {
            time.Advance(TimeSpan.FromMilliseconds(50));
        }
    }

    private sealed class Clocked(TimeProvider time, List<long> sends) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sends.Add(time.GetTimestamp());
            return base.SendAsync(request, cancellationToken);
        }
    }
}
