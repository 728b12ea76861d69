using System.Text;
using BillingContext.Refunds;
using BillingContext.Simulation.Networks;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using FormParser = BillingContext.Testing.Internal.Wire.FormParser;
using Refund = BillingContext.Payments.Refund;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold when a refund is asked for, and when a request has reached Stripe.</summary>
internal sealed class PostChecks(History history)
{
    /// <summary>23 hours by a clock that is ten minutes off, against one that is off the other way, and a node that stood still in between.</summary>
    internal static readonly TimeSpan Oldest = TimeSpan.FromHours(23) + TimeSpan.FromMinutes(45);

    private readonly Dictionary<MerchantId, List<Flight>> flights = [];
    private readonly Dictionary<(MerchantId Merchant, string RequestId), DateTimeOffset> recorded = [];

    private readonly HashSet<(MerchantId Merchant, string RequestId)> forgotten = [];

    internal long Sent(Merchant merchant) => flights.GetValueOrDefault(merchant.Id)?.Count ?? 0;

    /// <summary>An intent was recorded anew.</summary>
    internal void Recorded(MerchantId merchant, string requestId) => recorded[(merchant, requestId)] = history.World.Now;

    /// <summary>A refund is about to be asked for.</summary>
    internal async Task<Flight> LeaveAsync(Life life, Merchant merchant, HttpRequestMessage request)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        FormParser.TryPairs(Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync().ConfigureAwait(false)), pairs);
        var requestId = pairs.Find(pair => pair.Key == $"metadata[{Refund.RequestIdMetadataKey}]").Value ?? "";
        var forMerchant = pairs.Find(pair => pair.Key == $"metadata[{Refund.MerchantMetadataKey}]").Value;
        var world = history.World;
        world.Note($"{life} posts {forMerchant} {requestId}");
        history.Held(Invariant.I13);
        if (forMerchant != merchant.Id.Value)
        {
            world.Violate(Invariant.I13, $"a refund of {forMerchant} is asked of {merchant.Id}'s Stripe");
        }

        if (!history.Store.HasLost)
        {
            history.Held(Invariant.I4);
            if (history.Store.Find(merchant.Id, requestId) is null || !recorded.ContainsKey((merchant.Id, requestId)))
            {
                world.Violate(Invariant.I4, $"{requestId} is asked for, and there is no intent with an audit line");
            }
        }

        var amount = pairs.Find(pair => pair.Key == "amount").Value;
        history.Checks.Approvals.Leaves(merchant, requestId, amount is null ? null : long.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
        if (history.Store.Find(merchant.Id, requestId) is { } intent)
        {
            history.Checks.Switches.Leaves(life, merchant, requestId, intent.ApprovedBy ?? intent.Actor);
        }

        if (recorded.TryGetValue((merchant.Id, requestId), out var at))
        {
            history.Held(Invariant.I6);
            if (world.Now - at > Oldest)
            {
                world.Violate(Invariant.I6, $"{requestId} is asked for with a key of {world.Now - at}");
            }
        }

        var flight = new Flight(life, requestId);
        if (!flights.TryGetValue(merchant.Id, out var all))
        {
            flights[merchant.Id] = all = [];
        }

        all.Add(flight);
        return flight;
    }

    /// <summary>Something reached a merchant's Stripe.</summary>
    internal void Arrived(Merchant merchant)
    {
        history.Held(Invariant.I1);
        foreach (var made in merchant.AllRefunds.GroupBy(Merchant.OrderOf))
        {
            if (made.Key is not null && made.Count() > 1)
            {
                history.World.Violate(Invariant.I1, $"{merchant.Id} {made.Key} is refunded {made.Count()} times");
            }
        }

        history.Checks.Approvals.Arrived(merchant);
        if (merchant.Refunds.Where(refund => refund.Counts).Sum(refund => refund.Amount) > Merchant.Captured
            || merchant.AllRefunds.Where(refund => refund.Counts && refund.Charge == merchant.Other?.ChargeId).Sum(refund => refund.Amount) > Merchant.Captured)
        {
            history.World.Violate(Invariant.I3, $"{merchant.Id} refunded more than was captured");
        }

        if (!history.IsHealing && history.Scenario.Has(Incident.BankFailsAtOnce) && history.World.Pick(3) == 0
            && merchant.Refunds.FirstOrDefault() is { Status: "succeeded" } newest && newest.Created == history.World.Now.ToUnixTimeSeconds())
        {
            history.Fired(Fault.EventsOfOneSecond);
            Actors.Hands.MoveOn(history, merchant);
        }
    }

    /// <summary>Whether a request may still land.</summary>
    internal bool CanLand(Merchant merchant, string requestId) =>
        flights.GetValueOrDefault(merchant.Id)?.Exists(flight => flight.RequestId == requestId && flight.CanLand(history.World.Now)) ?? false;

    /// <summary>What could not be recorded is forgotten; most of it can be found out again.</summary>
    internal void Forget(RefundIntent? intent)
    {
        if (intent is { State: RefundState.AwaitingStripeApproval })
        {
            forgotten.Add((intent.Scope.Merchant, intent.RequestId));
        }
    }

    /// <summary>Whether the answer of some request was lost, so that nobody here can know what it led to.</summary>
    internal bool IsInDoubt(Merchant merchant, string requestId) =>
        forgotten.Contains((merchant.Id, requestId)) || (flights.GetValueOrDefault(merchant.Id)?.Exists(flight => flight.RequestId == requestId && flight.IsInDoubt) ?? false);
}
