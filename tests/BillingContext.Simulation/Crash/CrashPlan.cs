using BillingContext.Simulation.Crash.Wires;

namespace BillingContext.Simulation.Crash;

/// <summary>Where the next process shall die: once at every place of the map, as the situation allows, and after that anywhere.</summary>
internal sealed class CrashPlan
{
    private readonly CrashMap map;
    private readonly Random random;
    private readonly Dictionary<Situation, Queue<int>> left;
    private readonly HashSet<(Situation, int)> taken = [];

    internal CrashPlan(CrashMap map, int kills, Random random)
    {
        (this.map, this.random) = (map, random);
        left = map.Places.ToDictionary(places => places.Key, places => new Queue<int>(Shuffled(places.Value.Count)));

        // The first start comes once. Its places are taken in order, for after the last one it is over; with fewer kills, a share of them.
        var places = left[Situation.Empty];
        var share = Math.Max(1, Math.Min(places.Count, places.Count * kills / Places));
        left[Situation.Empty] = new Queue<int>(places.Take(share).Order());
    }

    /// <summary>Whether the next process is still the first.</summary>
    internal bool IsFirst => left[Situation.Empty].Count > 0;

    /// <summary>The places of the map.</summary>
    internal int Places => map.Places.Values.Sum(places => places.Count);

    /// <summary>Those where somebody has died.</summary>
    internal int Taken => taken.Count;

    /// <summary>A place where nobody has died yet, or one that leads to a situation with such a place; null when none is left.</summary>
    internal Death? Next(Situation situation)
    {
        if (left[situation].TryDequeue(out var at))
        {
            return At(situation, at);
        }

        // What is open is settled first, and then the next thing dies: anywhere, or so that it leaves what is wanted.
        return left[Situation.Idle].TryDequeue(out at)
            ? At(Situation.Idle, at)
            : map.Ways.Where(way => left[way.Key].Count > 0).Select(way => way.Value).LastOrDefault();
    }

    /// <summary>Any place, but late enough for something to have gone wrong before.</summary>
    internal Death Any(Situation situation)
    {
        if (map.Ways.ContainsKey(situation) && random.Next(2) == 0)
        {
            var places = map.Places[situation].Count;
            return At(situation, random.Next(places / 2, places) + 1);
        }

        return At(Situation.Idle, random.Next(map.Ways[Situation.NotSent].At, map.Places[Situation.Idle].Count + 1));
    }

    private Death At(Situation situation, int at)
    {
        taken.Add((situation, at));
        return new Death(situation == Situation.Idle ? Phases.Ask : Phases.Sweep, at);
    }

    private int[] Shuffled(int places)
    {
        var shuffled = Enumerable.Range(1, places).ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }
}
