using System.Globalization;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Nodes.Host;

/// <summary>What one node is told at its start. The connection string is not among its arguments, where everybody on the machine could read it.</summary>
/// <param name="Store">Sort of store.</param>
/// <param name="Stripe">Where the simulated Stripe is.</param>
/// <param name="HandlerDelay">How long a handler takes.</param>
/// <param name="FailEvery">Every so many-th run of a handler fails; 0 for none.</param>
internal sealed record NodeOrder(string Store, Uri Stripe, TimeSpan HandlerDelay = default, int FailEvery = 0)
{
    internal const string Verb = "node";
    internal const string StoreVariable = "NODE_STORE";

    internal string[] Write() =>
    [
        Verb, Store, Stripe.ToString(), HandlerDelay.TotalMilliseconds.ToString(CultureInfo.InvariantCulture), FailEvery.ToString(CultureInfo.InvariantCulture),
    ];

    internal static NodeOrder Parse(string[] args) => args is [var store, var stripe, var delay, var fails]
        ? new NodeOrder(store, new Uri(stripe), TimeSpan.FromMilliseconds(double.Parse(delay, CultureInfo.InvariantCulture)), int.Parse(fails, CultureInfo.InvariantCulture))
        : throw new ArgumentException($"'{string.Join(' ', args)}' is no order: node STORE STRIPE HANDLER_DELAY FAIL_EVERY.");

    internal StoreAddress Address() =>
        new(Store, Environment.GetEnvironmentVariable(StoreVariable) ?? throw new InvalidOperationException($"{StoreVariable} is not set: the connection string of the store."));
}
