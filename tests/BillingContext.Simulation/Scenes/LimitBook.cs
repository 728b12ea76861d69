using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Scenes;

/// <summary>The limits that merchants may have: short windows, so that they fill and free while a history goes on.</summary>
internal static class LimitBook
{
    private static readonly RefundLimit[] All =
    [
        new("one at a time", LimitPer.Merchant, TimeSpan.FromMinutes(10), count: 1),
        new("two an hour", LimitPer.Merchant, TimeSpan.FromHours(1), count: 2),
        new("the shop's sum", LimitPer.Merchant, TimeSpan.FromMinutes(30), null, Money.Of("usd", 5_000)),
        new("customer", LimitPer.Customer, TimeSpan.FromHours(2), count: 2, Money.Of("usd", 7_000)),
        new("hand", LimitPer.Actor, TimeSpan.FromMinutes(20), count: 1),
        new("hand's sum", LimitPer.Actor, TimeSpan.FromHours(1), null, Money.Of("usd", 4_000), Money.Of("eur", 4_000)),
        new("talk", LimitPer.Conversation, TimeSpan.FromMinutes(15), count: 1),
        new("assistants", LimitPer.Merchant, TimeSpan.FromHours(1), count: 1) { Actors = [ActorKind.Assistant] },
    ];

    /// <summary>One or two of them.</summary>
    internal static IReadOnlyList<RefundLimit> Choose(World world)
    {
        var first = world.Pick(All.Length);
        return world.Pick(2) == 0 ? [All[first]] : [All[first], All[(first + 1 + world.Pick(All.Length - 1)) % All.Length]];
    }
}
