using System.Diagnostics;
using BillingContext.Audit;
using BillingContext.Customers;
using BillingContext.Nodes.Client;
using BillingContext.Nodes.Host;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Simulation.Crash.Worlds;
using BillingContext.Storage;
using BillingContext.Testing;
using Microsoft.Extensions.DependencyInjection;
using ServedStripe;

namespace BillingContext.Nodes;

/// <summary>A node is killed while it deals with events about refunds of ours. The other goes on: none is lost, and each has its effect once.</summary>
internal static class KilledNodeRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Longer than a dead node holds an event.</summary>
    private static readonly TimeSpan PastLeases = TimeSpan.FromMinutes(6);

    internal static async Task<Report> RunAsync(StoreAddress store, int refunds)
    {
        var simulator = new StripeSimulator(TimeProvider.System);
        await using var stripe = await StripeSimulatorServer.StartAsync(simulator);
        await using var source = store.Open();
        var services = new ServiceCollection();
        NodeServices.Add(services, stripe.BaseAddress, store, source);
        await using var desk = services.BuildServiceProvider();
        var events = await RefundAsync(desk, simulator, refunds);

        var order = new NodeOrder(store.Kind, stripe.BaseAddress, HandlerDelay: TimeSpan.FromMilliseconds(50));
        await using var dies = await NodeProcess.StartAsync(order, store);
        await using var stays = await NodeProcess.StartAsync(order, store);
        var answered = new HashSet<string>(StringComparer.Ordinal);
        var posting = Parallel.ForEachAsync(events, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (webhook, _) =>
        {
            if (await SignedEvents.PostAsync(dies.Http, webhook.Body, DateTimeOffset.UtcNow) == 200)
            {
                lock (answered)
                {
                    answered.Add(webhook.EventId);
                }
            }
        });
        for (var waited = Stopwatch.StartNew(); dies.Handled.Count < events.Count / 10 && waited.Elapsed < Patience;)
        {
            await Task.Delay(5);
        }

        await dies.KillAsync();
        await posting;
        var (inFlight, before) = (answered.Except(dies.Handled.Keys).Count(), answered.Count);

        // Stripe sends again what was not answered.
        foreach (var webhook in events.Where(webhook => !answered.Contains(webhook.EventId)))
        {
            await SignedEvents.PostAsync(stays.Http, webhook.Body, DateTimeOffset.UtcNow);
        }

        await stays.PassAsync(PastLeases);
        for (var waited = Stopwatch.StartNew(); (await stays.BacklogAsync()).Waiting > 0 && waited.Elapsed < Patience;)
        {
            await Task.Delay(100);
        }

        return new Report(
            [
                $"{events.Count} events of {refunds} refunds; killed after {before} were answered and {dies.Handled.Count} handled: {inFlight} in flight",
                $"the other node handled {stays.Handled.Count}; {events.Count(webhook => dies.Handled.ContainsKey(webhook.EventId) && stays.Handled.ContainsKey(webhook.EventId))} were handled by both",
            ],
            await WrongAsync(desk, events, refunds, inFlight, dies, stays));
    }

    /// <summary>Refunds of ours that are on their way, of which every other one then fails; what Stripe tells of that.</summary>
    private static async Task<List<SimulatedWebhook>> RefundAsync(ServiceProvider desk, StripeSimulator simulator, int refunds)
    {
        var customer = simulator.Account.AddCustomer("buyer@example.com");
        for (var i = 0; i < refunds; i++)
        {
            simulator.Account.SetNextRefundStatus("pending");
            await desk.GetRequiredService<IRefundService>().RefundAsync(new RefundRequest
            {
                RequestId = $"request-{i}",
                Customer = CustomerResolution.VerifiedCustomer(NodeServices.Scope, new CustomerId(customer)),
                Payment = new PaymentId(simulator.Account.Pay(customer, 4_200).PaymentIntentId!),
                Actor = Actor.Person("agent-7"),
            });
        }

        simulator.Account.TakeWebhooks();
        foreach (var (refund, place) in simulator.Account.Refunds.Select((refund, place) => (refund, place)))
        {
            if (place % 2 == 0)
            {
                simulator.Account.CompleteRefund(refund.Id);
            }
            else
            {
                simulator.Account.FailRefund(refund.Id);
            }
        }

        return [.. simulator.Account.TakeWebhooks().Where(webhook => webhook.Type.StartsWith("refund.", StringComparison.Ordinal))];
    }

    private static async Task<List<string>> WrongAsync(
        ServiceProvider desk, List<SimulatedWebhook> events, int refunds, int inFlight, NodeProcess dies, NodeProcess stays)
    {
        var store = desk.GetRequiredService<IBillingStore>();
        var wrong = new List<string>();
        if (inFlight == 0)
        {
            wrong.Add("nothing was in flight: the kill came too late");
        }

        if (await stays.BacklogAsync() is var backlog && backlog != (0, 0))
        {
            wrong.Add($"{backlog.Waiting} events still wait, and {backlog.SetAside} are set aside");
        }

        var lost = events.Count(webhook => !dies.Handled.ContainsKey(webhook.EventId) && !stays.Handled.ContainsKey(webhook.EventId));
        if (lost > 0)
        {
            wrong.Add($"{lost} events were never handled");
        }

        var changes = await store.ReadChangesAsync(MerchantId.Default, 0, 10_000, default);
        if (!changes.Select(change => change.EventId).Order(StringComparer.Ordinal).SequenceEqual(events.Select(webhook => webhook.EventId).Order(StringComparer.Ordinal)))
        {
            wrong.Add($"{changes.Count} changes for {events.Count} events, {changes.Select(change => change.EventId).Distinct().Count()} of them different");
        }

        var told = (await store.ReadAuditAsync(MerchantId.Default, 0, 10_000, default)).Select(line => line.Read())
            .Where(line => line.Action == AuditActions.RefundStatusChanged).GroupBy(line => line.RequestId).ToList();
        if (told.Count != refunds || told.Any(lines => lines.Count() > 1))
        {
            wrong.Add($"{told.Count} of {refunds} refunds have a line of what became of them, {told.Count(lines => lines.Count() > 1)} more than one");
        }

        for (var i = 0; i < refunds; i++)
        {
            var intent = await store.GetRefundIntentAsync(MerchantId.Default, $"request-{i}", default);
            if (intent!.State != (i % 2 == 0 ? RefundState.Succeeded : RefundState.Failed))
            {
                wrong.Add($"request-{i} is {intent.State}");
            }
        }

        return wrong;
    }
}
