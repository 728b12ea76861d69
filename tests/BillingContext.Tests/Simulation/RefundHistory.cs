using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.StripeAdapter;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Simulation;

/// <summary>Two nodes, three callers, one payment: the shipped refund path under faults, and what must hold at the end.</summary>
internal sealed class RefundHistory : IDisposable
{
    private const long Captured = 10_000;

    private readonly World world;
    private readonly StripeSimulator stripe;
    private readonly InMemoryBillingStore store = new(new AuditChain());
    private readonly ServiceProvider[] nodes;
    private readonly RefundRequest[] requests;

    private RefundHistory(int seed)
    {
        world = new World(seed);
        stripe = new StripeSimulator(world.Time);
        var customer = stripe.Account.AddCustomer("buyer@example.com");
        var paid = stripe.Account.Pay(customer, Captured);
        var faults = world.Pick(3) switch { 0 => 0.001, 1 => 0.05, _ => 0.5 };
        nodes = [Node("A", faults), Node("B", faults)];

        var resolution = CustomerResolution.VerifiedCustomer(new StripeScope(default, null, false), new CustomerId(customer));
        requests =
        [
            .. new (string Id, long? Amount)[] { ("r1", 3_000), ("r2", 3_000), ("r3", null) }.Select(request => new RefundRequest
            {
                RequestId = request.Id,
                Customer = resolution,
                Payment = new PaymentId(paid.PaymentIntentId!),
                Amount = request.Amount is { } amount ? Money.Of("usd", amount) : null,
                Actor = Actor.Person("agent"),
            }),
        ];
    }

    internal static (string History, int Hops) Run(int seed)
    {
        using var history = new RefundHistory(seed);
        history.Run();
        history.Check();
        return (history.world.History, history.world.Hops);
    }

    public void Dispose()
    {
        foreach (var node in nodes)
        {
            node.Dispose();
        }
    }

    private void Run()
    {
        // Each caller asks for two of the three requests, so that every request is asked for twice, on any node.
        world.Run([.. Enumerable.Range(0, 3).Select(caller => CallAsync(caller, [requests[caller], requests[(caller + 1) % 3]]))]);
    }

    private async Task CallAsync(int caller, RefundRequest[] asked)
    {
        foreach (var request in asked)
        {
            for (var attempt = 0; ; attempt++)
            {
                var service = nodes[world.Pick(nodes.Length)].GetRequiredService<IRefundService>();
                try
                {
                    var result = await service.RefundAsync(request).ConfigureAwait(false);
                    world.Note($"caller {caller}: {result}");
                    if (result.State is not (RefundState.Unknown or RefundState.InProgress))
                    {
                        break;
                    }
                }
                catch (BillingException exception)
                {
                    world.Note($"caller {caller}: {request.RequestId} {exception.Code}");
                }

                await Task.Delay(TimeSpan.FromSeconds(1 + world.Pick(90)), world.Time, CancellationToken.None).ConfigureAwait(false);
                if (attempt == 100)
                {
                    // Faults never end in this history; what is open stays open, and that is checked too.
                    break;
                }
            }
        }
    }

    private void Check()
    {
        var made = stripe.Account.Refunds.ToLookup(refund => refund.Metadata.GetValueOrDefault(BillingContext.Payments.Refund.RequestIdMetadataKey));
        Assert.That(stripe.Account.Refunds.Sum(refund => refund.Amount), Is.LessThanOrEqualTo(Captured), "I3\n" + world.History);
        foreach (var request in requests)
        {
            var refunds = made[request.RequestId].ToList();
            Assert.That(refunds, Has.Count.LessThanOrEqualTo(1), $"I1 {request.RequestId}\n{world.History}");
            var intent = store.GetRefundIntentAsync(default, request.RequestId, default).AsTask().Result;
            switch (intent?.State)
            {
                case RefundState.Succeeded:
                    Assert.That(refunds.Single().Id, Is.EqualTo(intent.Refund!.Value.Value), $"I2 {request.RequestId}\n{world.History}");
                    break;
                case RefundState.Refused or null:
                    Assert.That(refunds, Is.Empty, $"I2 {request.RequestId}\n{world.History}");
                    break;
            }
        }
    }

    /// <summary>After every commit: what is refunded, and what may be leaving, is never more than was taken.</summary>
    private void CheckReservations()
    {
        var held = store.GetPaymentLedgerAsync(requests[0].Customer.Scope, requests[0].Payment, default).AsTask().Result
            .Intents.Where(intent => intent.HoldsMoney).Sum(intent => intent.Amount.MinorUnits);
        world.Require(held <= Captured, $"I3: {held} of {Captured} is refunded or on its way");
    }

    private ServiceProvider Node(string name, double faults)
    {
        var services = new ServiceCollection();
        services.AddBillingContext(options => options.EnableRefunds = true).UseStripeSimulator(stripe);
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddSingleton<IBillingStore>(new FaultyStore(world, name, store, faults / 10, CheckReservations));
        services.AddSingleton<IRandomSource>(new SeededRandom(world));
        services.AddSingleton(new Promises(TaskCreationOptions.None));
        services.AddHttpClient(StripeOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new FaultyNetwork(world, name, stripe.CreateHandler(), faults));
        return services.BuildServiceProvider(validateScopes: true);
    }

    private sealed class SeededRandom(World world) : IRandomSource
    {
        public double NextDouble() => world.Chance();
    }
}
