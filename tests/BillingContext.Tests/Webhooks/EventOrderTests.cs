using System.Text.Json;
using System.Text.Json.Nodes;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Testing;
using BillingContext.Tests.Framework;
using BillingContext.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace BillingContext.Tests.Webhooks;

/// <summary>Events come twice and in any order, and many are of one second. Every order of every scene's events must end in the truth.</summary>
public class EventOrderTests
{
    private const int MostEvents = 7;

    /// <summary>The 5,040 orders of seven events take most of a minute: unless all are asked for, every eighth of six and seven is tried.</summary>
    private static readonly bool IsWhole = Environment.GetEnvironmentVariable("ALL_ORDERS") == "1";

    private static IEnumerable<TestCaseData> Scenes() => OrderScene.All.Select(scene => new TestCaseData(scene).SetArgDisplayNames(scene.Name));

    [TestCaseSource(nameof(Scenes))]
    public async Task Every_order_ends_in_the_truth(object scene)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var played = (OrderScene)scene;
        var types = await PlayAsync(played, null);
        var count = types.Count;
        Assert.That(count, Is.InRange(2, MostEvents), string.Join(", ", types));

        foreach (var order in Orders(count).Where((_, place) => count < MostEvents - 1 || IsWhole || place % 8 == 0))
        {
            Assert.That(await PlayAsync(played, order), Has.Count.EqualTo(count));
        }
    }

    [Test]
    public void All_orders_of_a_few_are_tried() =>
        Assert.That((Orders(3).Select(order => string.Concat(order)), Orders(7).Count()), Is.EqualTo((new[] { "012", "021", "102", "120", "201", "210" }, 5_040)));

    /// <summary>Plays a scene, delivers its events in an order, the first of them again after each, and looks at everything that follows from them.</summary>
    private static async Task<IReadOnlyList<string>> PlayAsync(OrderScene scene, int[]? order)
    {
        using var desk = new Desk(builder => builder.AddWebhookHandler<HearsEverything>().Services.AddSingleton<HeardChanges>());
        var stage = new OrderScene.Stage(desk);
        await scene.Before(stage);
        desk.Stripe.Account.TakeWebhooks();
        var customer = Desk.Verified(stage.Customer);
        await desk.Contexts.GetAsync(customer);
        await scene.Happens(stage);
        var events = desk.Stripe.Account.TakeWebhooks()
            .Where(webhook => scene.Types?.Any(type => webhook.Type.StartsWith(type, StringComparison.Ordinal)) ?? true).ToList();
        if (order is null)
        {
            return [.. events.Select(webhook => webhook.Type)];
        }

        var inOrder = order.Select(place => events[place]).ToList();
        var told = $"{scene}: {string.Join(", ", inOrder.Select(webhook => webhook.Type))}";
        foreach (var webhook in inOrder)
        {
            var first = await desk.RouteAsync(webhook);
            var again = await desk.RouteAsync(inOrder[0]);
            Assert.That((first.Status, again.Status), Is.EqualTo((WebhookRoutingStatus.Handled, WebhookRoutingStatus.Duplicate)).Or.EqualTo((WebhookRoutingStatus.Accepted, WebhookRoutingStatus.Duplicate)), told);
        }

        Assert.That(await stage.EndsAsync(), Is.EqualTo(scene.Ends), told);
        Assert.That(await ReadAsync(desk, customer), Is.EqualTo(await ReadAsync(new Desk(stripe: desk.Stripe), customer)), told);
        Assert.That((await desk.Store.ReadChangesAsync(MerchantId.Default, 0, 100, default)).Select(change => change.EventId), Is.EqualTo(inOrder.Select(webhook => webhook.EventId)), told);
        var heard = desk.Get<HeardChanges>().Changes;
        Assert.That(heard.Select(change => ((WebhookEvent)change.GetType().GetProperty("Event")!.GetValue(change)!).Id).Distinct(), Is.EqualTo(inOrder.Select(webhook => webhook.EventId)), told);
        AssertTrue(desk, heard, told);
        return [.. inOrder.Select(webhook => webhook.Type)];
    }

    /// <summary>What a handler was told is what Stripe says now: every event came after everything had happened.</summary>
    private static void AssertTrue(Desk desk, List<object> heard, string told)
    {
        var account = desk.Stripe.Account;
        foreach (var change in heard.OfType<RefundChange>().Where(change => change.Refund is not null))
        {
            Assert.That(change.Refund!.StripeStatus, Is.EqualTo(account.Refunds.Single(refund => refund.Id == change.Refund.Id.Value).Status), told);
        }

        var last = heard.OfType<PaymentChange>().Select(change => change.Payment?.StripeStatus).Distinct();
        Assert.That(last.Count(), Is.AtMost(1), told);
    }

    /// <summary>A context as it is told, but for when.</summary>
    private static async Task<string> ReadAsync(Desk desk, CustomerResolution customer)
    {
        var context = JsonSerializer.SerializeToNode(await desk.Contexts.GetAsync(customer, new PaymentContextRequest { MaxAge = TimeSpan.FromDays(30) }))!.AsObject();
        context.Remove(nameof(PaymentContext.AsOf));
        context.Remove(nameof(PaymentContext.ChangeToken));
        return context.ToJsonString();
    }

    private static IEnumerable<int[]> Orders(int count) => count == 0
        ? [[]]
        : Enumerable.Range(0, count).SelectMany(first => Orders(count - 1).Select(rest => (int[])[first, .. rest.Select(place => place < first ? place : place + 1)]));
}
