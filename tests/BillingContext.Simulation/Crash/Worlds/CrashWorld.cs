using BillingContext.Simulation.Crash.Child;
using BillingContext.Simulation.Crash.Wires;
using BillingContext.Subscriptions;
using BillingContext.Testing;
using ServedStripe;

namespace BillingContext.Simulation.Crash.Worlds;

/// <summary>What survives a process: a Stripe on a port of this machine, a store, the time, and what was ever asked for.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private const int RequestsPerPayment = 4;
    private const long Amount = 10_00;

    private readonly ManualTimeProvider clock;
    private readonly StripeSimulatorServer server;
    private readonly Defect defect;
    private readonly string customer;
    private string payment = "";

    private CrashWorld(StripeSimulatorServer server, StripeSimulator stripe, ManualTimeProvider clock, TemporaryStore store, Defect defect, Deed deed)
    {
        (this.server, this.clock, this.defect, Deed, Stripe, Store) = (server, clock, defect, deed, stripe, store);
        customer = stripe.Account.AddCustomer("crash@example.com");
    }

    internal Deed Deed { get; }

    internal StripeSimulator Stripe { get; }

    internal TemporaryStore Store { get; }

    /// <summary>Everything anybody ever asked for.</summary>
    internal List<Ask> Asked { get; } = [];

    internal static async Task<CrashWorld> OpenAsync(TemporaryStore store, Defect defect, Deed deed = Deed.Refund)
    {
        var clock = new ManualTimeProvider();
        var stripe = new StripeSimulator(clock);
        return new CrashWorld(await StripeSimulatorServer.StartAsync(stripe), stripe, clock, store, defect, deed);
    }

    /// <summary>A payment of so much.</summary>
    internal string Pay(long amount) => Stripe.Account.Pay(customer, amount, description: "Lamp").PaymentIntentId!;

    /// <summary>Whether Stripe has ended the subscription that a request is for.</summary>
    internal bool HasEnded(Ask ask) => Stripe.Account.Books.Subscriptions.Find(ask.Target)?.Status == "canceled";

    /// <summary>The refund that comes of a request.</summary>
    internal string RefundOf(Ask ask) => Deed == Deed.Cancellation ? CancellationIntent.RefundRequestIdOf(ask.RequestId) : ask.RequestId;

    /// <summary>A request of its own; if for a refund, equal in amount to others on the same payment.</summary>
    internal Ask NewAsk()
    {
        payment = Asked.Count % RequestsPerPayment == 0 ? Pay(RequestsPerPayment * Amount) : payment;
        var target = Deed == Deed.Cancellation ? Stripe.Account.Subscribe(customer, amount: Amount, interval: "year").SubscriptionId : payment;
        var ask = new Ask($"crash-{Asked.Count + 1}", target, Amount);
        Asked.Add(ask);
        return ask;
    }

    /// <summary>Moves Stripe's clock, and with it that of the next process. What was late arrives.</summary>
    internal void Wait(TimeSpan span) => clock.Advance(span);

    internal ChildProcess Start(
        IReadOnlyList<Ask> asks, Death? death = null, bool isTold = false, int agents = 0) => ChildProcess.Start(
        new ChildOrder
        {
            Store = Store.Address.Kind,
            Stripe = server.BaseAddress,
            Customer = customer,
            Now = clock.GetUtcNow(),
            Death = death,
            IsTold = isTold,
            Defect = defect,
            Deed = Deed,
            Agents = agents,
            Asks = asks,
        },
        Store.Address);

    /// <summary>A process from its beginning to its end.</summary>
    internal async Task<ChildReport> RunAsync(IReadOnlyList<Ask> asks, Death? death = null, bool isTold = false)
    {
        using var child = Start(asks, death, isTold);
        var report = await child.EndAsync();
        return report.ExitCode == 0 || report.IsKilled
            ? report
            : throw new InvalidOperationException($"A child {report.End}.\n{string.Join('\n', report.Said)}\n{report.Error}");
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Store.Dispose();
    }
}
