namespace BillingContext.Simulation.Scenes;

/// <summary>How often things fail.</summary>
/// <param name="Level">What it is called.</param>
/// <param name="Network">The share of requests to Stripe, and of deliveries from it, that something befalls.</param>
/// <param name="Store">The share of the store's operations that fail before or after they are applied.</param>
/// <param name="Crash">The share of a node's steps at which it dies.</param>
/// <param name="Pause">The share of a node's steps at which it stands still.</param>
/// <param name="Handler">The share of the host's handlers that fail.</param>
/// <param name="Lag">How far time may jump over a step that could happen.</param>
internal sealed record Rates(string Level, double Network, double Store, double Crash, double Pause, double Handler, TimeSpan Lag)
{
    internal static Rates None { get; } = new("none", 0, 0, 0, 0, 0, TimeSpan.Zero);

    internal static Rates Rare { get; } = new("0.1%", 0.001, 0.0005, 0.0002, 0.0002, 0.01, TimeSpan.FromSeconds(1));

    internal static Rates Frequent { get; } = new("5%", 0.05, 0.005, 0.003, 0.002, 0.1, TimeSpan.FromSeconds(30));

    internal static Rates Constant { get; } = new("50%", 0.5, 0.03, 0.01, 0.005, 0.3, TimeSpan.FromSeconds(30));
}
