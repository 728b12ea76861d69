using System.Globalization;
using BillingContext.Simulation.Crash.Wires;
using BillingContext.Simulation.Crash.Worlds;

namespace BillingContext.Simulation.Crash.Child;

/// <summary>What a process shall do, as a command line. Where its store is goes by the environment: a password may be in it.</summary>
internal sealed record ChildOrder
{
    internal const string Verb = "--crash-child";
    internal const string StoreVariable = "BILLINGCONTEXT_CRASH_STORE";

    internal required string Store { get; init; }

    internal required Uri Stripe { get; init; }

    internal required string Customer { get; init; }

    internal required DateTimeOffset Now { get; init; }

    /// <summary>Where it dies; null for one that lives.</summary>
    internal Death? Death { get; init; }

    /// <summary>Whether it says where it is.</summary>
    internal bool IsTold { get; init; }

    internal Defect Defect { get; init; }

    internal Deed Deed { get; init; }

    /// <summary>How many ask side by side, when told to; 0 for one who asks for everything in turn.</summary>
    internal int Agents { get; init; }

    internal IReadOnlyList<Ask> Asks { get; init; } = [];

    internal static ChildOrder Parse(string[] words)
    {
        var values = words.Chunk(2).ToLookup(pair => pair[0], pair => pair[1]);
        return new ChildOrder
        {
            Store = values["store"].Single(),
            Stripe = new Uri(values["stripe"].Single()),
            Customer = values["customer"].Single(),
            Now = new DateTimeOffset(long.Parse(values["now"].Single(), CultureInfo.InvariantCulture), TimeSpan.Zero),
            Death = values["die"].Select(Death.Parse).SingleOrDefault(),
            IsTold = values.Contains("told"),
            Defect = Enum.Parse<Defect>(values["defect"].Single()),
            Deed = Enum.Parse<Deed>(values["deed"].Single()),
            Agents = int.Parse(values["agents"].Single(), CultureInfo.InvariantCulture),
            Asks = [.. values["ask"].Select(Ask.Parse)],
        };
    }

    internal IEnumerable<string> Write()
    {
        List<string> words =
        [
            Verb,
            "store", Store,
            "stripe", Stripe.ToString(),
            "customer", Customer,
            "now", Now.UtcTicks.ToString(CultureInfo.InvariantCulture),
            "defect", Defect.ToString(),
            "deed", Deed.ToString(),
            "agents", Agents.ToString(CultureInfo.InvariantCulture),
        ];
        words.AddRange(Death is null ? [] : ["die", Death.ToString()]);
        words.AddRange(IsTold ? ["told", "yes"] : []);
        words.AddRange(Asks.SelectMany(ask => new[] { "ask", ask.ToString() }));
        return words;
    }

    internal StoreAddress Address() =>
        new(Store, Environment.GetEnvironmentVariable(StoreVariable) ?? throw new InvalidOperationException(StoreVariable));
}
