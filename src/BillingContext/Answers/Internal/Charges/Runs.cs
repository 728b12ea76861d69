namespace BillingContext.Answers.Internal.Charges;

/// <summary>Charges in time, cut where nothing happened for longer than a gap.</summary>
internal static class Runs
{
    /// <summary>Who presses a button twice, or reloads a page, does it within minutes.</summary>
    internal static readonly TimeSpan DoubleClick = TimeSpan.FromMinutes(10);

    /// <summary>Within a day the same purchase may be a mistake; later it is another purchase.</summary>
    internal static readonly TimeSpan SameDay = TimeSpan.FromDays(1);

    /// <summary>What lies further apart nobody takes for one.</summary>
    internal static readonly TimeSpan LongestMemory = TimeSpan.FromDays(35);

    /// <summary>Who pays the same more often than this is more likely to mean it than to be mistaken each time.</summary>
    private const int MostMistakes = 4;

    internal static IEnumerable<List<ChargeLine>> Of(List<ChargeLine> lines, TimeSpan gap)
    {
        var from = 0;
        for (var i = 1; i <= lines.Count; i++)
        {
            if (i == lines.Count || lines[i].At - lines[i - 1].At > gap)
            {
                yield return lines[from..i];
                from = i;
            }
        }
    }

    /// <summary>Whether payments for one order may be one mistake, from the first to the last: a machine may repeat it as often as it likes within minutes.</summary>
    internal static bool MayBeOneMistake(List<ChargeLine> lines) =>
        Span(lines) <= DoubleClick || (Span(lines) <= SameDay && lines.Count <= MostMistakes);

    /// <summary>Whether payments that nothing but their likeness connects may be one mistake.</summary>
    internal static bool MayBeOneClick(List<ChargeLine> lines) => Span(lines) <= DoubleClick && lines.Count <= MostMistakes;

    internal static TimeSpan Span(List<ChargeLine> lines) => lines[^1].At - lines[0].At;

    /// <summary>In time; the id decides where the second is the same, so that no order of reading changes a finding.</summary>
    internal static List<ChargeLine> InOrder(IEnumerable<ChargeLine> lines) => [.. lines.OrderBy(line => line.At).ThenBy(line => line.Id.Value, StringComparer.Ordinal)];
}
