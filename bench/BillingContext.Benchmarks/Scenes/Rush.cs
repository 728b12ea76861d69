using BillingContext.Customers;
using BillingContext.Refunds;
using BillingContext.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Benchmarks.Scenes;

/// <summary>Two nodes on one SQLite file and one Stripe, and a thousand hands that all want something at once.</summary>
internal sealed class Rush : IDisposable
{
    private const int Hands = 1_000;
    private const long Each = 1_00;

    private readonly string folder = Directory.CreateTempSubdirectory("billingcontext-bench-").FullName;
    private readonly StripeSimulator simulator = new(new ManualTimeProvider());
    private readonly ServiceProvider[] nodes;
    private readonly string customer;

    internal Rush(params RefundLimit[] limits)
    {
        var source = $"Data Source={Path.Combine(folder, "rush.db")}";
        nodes = [Node(source, limits), Node(source, limits)];
        customer = simulator.Account.AddCustomer("buyer@example.com");
    }

    /// <summary>A thousand refunds of 1.00, each of a payment of its own. How many were made.</summary>
    internal int Refund()
    {
        var requests = Requests(Actor.Person("agent_1"));
        AllAtOnce(async (node, i) => await node.RefundAsync(requests[i]).ConfigureAwait(false));
        return simulator.Account.Refunds.Count;
    }

    /// <summary>A thousand answers, each in one of ten wrong ways, to ten requests that wait; then each is rightly approved, by a hundred at once. Refunds beyond those ten.</summary>
    internal int Misuse()
    {
        const int Waiting = 10;
        var requests = Requests(Actor.Assistant("bot"))[..Waiting];
        Array.ForEach(requests, request => Service(0).RefundAsync(request).GetAwaiter().GetResult());
        var seen = Service(0).ListApprovalsAsync(MerchantId.Default).GetAwaiter().GetResult();
        AllAtOnce(async (node, i) => await node.ApproveAsync(Wrong(Right(seen[i % Waiting]), i / Waiting % 9)).ConfigureAwait(false));
        var misused = simulator.Account.Refunds.Count;
        AllAtOnce(async (node, i) => await node.ApproveAsync(Right(seen[i % Waiting]) with { By = Actor.Person($"lead_{i}") }).ConfigureAwait(false));
        return misused + Math.Abs(simulator.Account.Refunds.Count - Waiting);
    }

    public void Dispose()
    {
        Array.ForEach(nodes, node => node.Dispose());
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static ApprovalAnswer Right(RefundIntent seen) =>
        new() { Merchant = MerchantId.Default, RequestId = seen.RequestId, Version = seen.Version, By = Actor.Person("lead_1") };

    private static ApprovalAnswer Wrong(ApprovalAnswer answer, int way) => way switch
    {
        0 => answer with { By = Actor.Assistant("bot") },
        1 => answer with { By = Actor.Assistant("another_bot") },
        2 => answer with { By = Actor.Automation("lead_1") },
        3 => answer with { Version = answer.Version + 1 },
        4 => answer with { Version = 0 },
        5 => answer with { Amount = Money.Of("usd", Each + 1) },
        6 => answer with { Amount = Money.Of("eur", Each) },
        7 => answer with { Amount = Money.Of("usd", -Each) },
        _ => answer with { RequestId = answer.RequestId.ToUpperInvariant() },
    };

    private RefundRequest[] Requests(Actor actor) =>
    [
        .. Enumerable.Range(0, Hands).Select(i => new RefundRequest
        {
            RequestId = $"r{i}",
            Customer = CustomerResolution.VerifiedCustomer(new StripeScope(MerchantId.Default, null, Livemode: false), new CustomerId(customer)),
            Payment = new PaymentId(simulator.Account.Pay(customer, Each).PaymentIntentId!),
            Actor = actor,
        }),
    ];

    private IRefundService Service(int node) => nodes[node].GetRequiredService<IRefundService>();

    private void AllAtOnce(Func<IRefundService, int, Task> work) =>
        Task.WhenAll(Enumerable.Range(0, Hands).Select(i => Task.Run(() => AskedUntilHeardAsync(() => work(Service(i % nodes.Length), i))))).GetAwaiter().GetResult();

    /// <summary>Those who lose too many races are told to ask again.</summary>
    private static async Task AskedUntilHeardAsync(Func<Task> ask)
    {
        while (true)
        {
            try
            {
                await ask().ConfigureAwait(false);
                return;
            }
            catch (BillingException exception) when (exception.Code == "store.conflict")
            {
            }
        }
    }

    private ServiceProvider Node(string source, RefundLimit[] limits)
    {
        var services = new ServiceCollection();
        services
            .AddBillingContext(options =>
            {
                options.EnableRefunds = true;
                options.AuditKey = Convert.ToBase64String("a key of 32 bytes for this bench!"u8);
                Array.ForEach(limits, options.RefundLimits.Add);
            })
            .UseStripeSimulator(simulator)
            .UseSqlite(SqliteFactory.Instance.CreateDataSource(source));
        return services.BuildServiceProvider(validateScopes: true);
    }
}
