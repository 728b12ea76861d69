using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Simulation.Crash.Wires;
using BillingContext.Subscriptions;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Simulation.Crash.Child;

/// <summary>A process of the host's: settles what the one before left open, does what it is asked for, and dies when told to.</summary>
internal static class ChildRun
{
    internal static async Task<int> RunAsync(ChildOrder order)
    {
        var boundaries = new Boundaries(order.Death, order.IsTold);
        await using var source = new BoundaryDataSource(order.Address().Open(), boundaries);
        await using var provider = ChildHost.Build(order, source, boundaries);
        await provider.GetRequiredService<IRefundReconciler>().SweepAsync();
        await provider.GetRequiredService<ICancellationReconciler>().SweepAsync();

        boundaries.Enter(Phases.Ask);
        var customers = provider.GetRequiredService<ICustomerResolver>();
        var customer = await customers.ResolveAsync(CustomerQuery.ForCustomer(new CustomerId(order.Customer)));
        var requests = new ChildRequests(provider, customer);
        if (order.Agents == 0)
        {
            await AskAsync(order.Asks);
            return 0;
        }

        // All at once, and in both processes at once.
        Console.WriteLine("ready");
        await Console.In.ReadLineAsync();
        var shares = Enumerable.Range(0, order.Agents).Select(agent => order.Asks.Where((_, at) => at % order.Agents == agent));
        await Task.WhenAll(shares.Select(share => Task.Run(() => AskAsync(share))));
        return 0;

        async Task AskAsync(IEnumerable<Ask> asks)
        {
            foreach (var ask in asks)
            {
                try
                {
                    Console.WriteLine($"result {ask.RequestId} {await requests.AskAsync(order.Deed, ask)}");
                }
                catch (BillingException exception)
                {
                    Console.WriteLine($"threw {ask.RequestId} {exception.Code}");
                }
            }
        }
    }
}
