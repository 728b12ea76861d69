using System.Globalization;
using BillingContext.Simulation.Checks;

namespace BillingContext.Simulation.Running;

/// <summary>Prints what was seen: invariants, faults, POSTs, speed.</summary>
internal static class Report
{
    /// <summary>In fewer histories the rarest faults need not have fired.</summary>
    private const int Long = 10_000;

    /// <summary>False if something that was to be seen was not: a fault that never fires tests nothing.</summary>
    internal static bool Print(Tally tally, int histories)
    {
        Line($"{"invariant",-10}{"violated",10}{"checked",14}  what must hold");
        foreach (var (invariant, words) in InvariantList.All)
        {
            Line($"{invariant,-10}{(tally.Histories < histories ? "?" : "0"),10}{tally.Count(invariant),14:N0}  {words}");
        }

        Line($"\n{"fault",-10}{"fired",24}  what goes wrong");
        foreach (var (fault, number, words) in FaultList.All)
        {
            Line($"{number,-10}{tally.Count(fault),24:N0}  {words}");
        }

        foreach (var (number, why) in FaultList.NotApplicable)
        {
            Line($"{number,-10}{"not applicable",24}  {why}");
        }

        Line($"\n{"faults",-10}{"POSTs",14}{"refunds",10}  POSTs for each refund (+: and other things happened, *: and all POSTs failed for a while)");
        foreach (var (level, (posts, refunds)) in tally.Posts.OrderBy(entry => entry.Value.Posts / (double)Math.Max(1, entry.Value.Refunds)))
        {
            Line($"{level,-10}{posts,14:N0}{refunds,10:N0}  {posts / (double)Math.Max(1, refunds):0.000}");
        }

        Line($"\n{tally.Histories:N0} histories, {tally.Hops} thread hops, {tally.Histories / tally.Took.TotalSeconds:0} histories a second and core");
        return Missing(tally, histories);
    }

    private static bool Missing(Tally tally, int histories)
    {
        var never = FaultList.All.Where(known => tally.Count(known.Fault) == 0).Select(known => known.Words).ToList();
        if (never.Count > 0)
        {
            Line($"Never fired{(histories < Long ? " (the run is short)" : "")}: {string.Join("; ", never)}");
        }

        return never.Count == 0 || histories < Long;
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
