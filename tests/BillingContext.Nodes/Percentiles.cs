namespace BillingContext.Nodes;

/// <summary>Times of many like things, in milliseconds.</summary>
internal sealed record Percentiles(double Median, double P99, double Longest)
{
    internal static Percentiles Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToArray();
        return new Percentiles(At(0.50), At(0.99), sorted[^1]);

        double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    public override string ToString() => FormattableString.Invariant($"median {Median:0} ms, 99 % within {P99:0} ms, longest {Longest:0} ms");
}
