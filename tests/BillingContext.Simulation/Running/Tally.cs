using BillingContext.Simulation.Checks;

namespace BillingContext.Simulation.Running;

/// <summary>What was seen over many histories.</summary>
internal sealed class Tally
{
    private readonly long[] fired = new long[Enum.GetValues<Fault>().Length];
    private readonly long[] held = new long[Enum.GetValues<Invariant>().Length];

    internal long Histories { get; set; }

    internal long Hops { get; set; }

    /// <summary>How long a core was at it.</summary>
    internal TimeSpan Took { get; set; }

    /// <summary>Refunds made over the API and POSTs sent for them, by how often things fail.</summary>
    internal Dictionary<string, (long Posts, long Refunds)> Posts { get; } = [];

    internal void Fired(Fault fault) => fired[(int)fault]++;

    internal void Held(Invariant invariant, long times = 1) => held[(int)invariant] += times;

    internal long Count(Fault fault) => fired[(int)fault];

    internal long Count(Invariant invariant) => held[(int)invariant];

    internal void AddPosts(string level, long posts, long refunds)
    {
        var known = Posts.GetValueOrDefault(level);
        Posts[level] = (known.Posts + posts, known.Refunds + refunds);
    }

    internal void Add(Tally other)
    {
        Histories += other.Histories;
        Hops += other.Hops;
        Took += other.Took;
        for (var i = 0; i < fired.Length; i++)
        {
            fired[i] += other.fired[i];
        }

        for (var i = 0; i < held.Length; i++)
        {
            held[i] += other.held[i];
        }

        foreach (var (level, (posts, refunds)) in other.Posts)
        {
            AddPosts(level, posts, refunds);
        }
    }

    /// <summary>As lines that another process reads.</summary>
    internal IEnumerable<string> Write()
    {
        yield return $"histories {Histories}";
        yield return $"hops {Hops}";
        yield return $"ticks {Took.Ticks}";
        foreach (var fault in Enum.GetValues<Fault>())
        {
            yield return $"fault {(int)fault} {Count(fault)}";
        }

        foreach (var invariant in Enum.GetValues<Invariant>())
        {
            yield return $"invariant {(int)invariant} {Count(invariant)}";
        }

        foreach (var (level, (posts, refunds)) in Posts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            yield return $"posts {level} {posts} {refunds}";
        }
    }

    internal void Read(string line)
    {
        var parts = line.Split(' ');
        long Number(int at) => long.Parse(parts[at], System.Globalization.CultureInfo.InvariantCulture);
        switch (parts[0])
        {
            case "histories":
                Histories += Number(1);
                break;
            case "hops":
                Hops += Number(1);
                break;
            case "ticks":
                Took += TimeSpan.FromTicks(Number(1));
                break;
            case "fault":
                fired[Number(1)] += Number(2);
                break;
            case "invariant":
                held[Number(1)] += Number(2);
                break;
            case "posts":
                AddPosts(parts[1], Number(2), Number(3));
                break;
        }
    }
}
