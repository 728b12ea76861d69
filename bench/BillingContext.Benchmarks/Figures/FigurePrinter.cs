using System.Globalization;
using BillingContext.Benchmarks.Measuring;

namespace BillingContext.Benchmarks.Figures;

/// <summary>Prints a line a figure: name, value, unit, parted by tabs.</summary>
internal static class FigurePrinter
{
    private static readonly IFigureGroup[] Groups =
    [
        new ContextFigures(), new RefundFigures(), new CancelFigures(), new BoundFigures(), new WebhookFigures(), new FeedFigures(), new ListFigures(), new PostFigures(), new AuditFigures(), new PolicyFigures(), new RelationalFigures(),
        new SimulatorFigures(), new SimulationFigures(), new BurstFigures(),
    ];

    /// <summary>Prints one group, or all; 1 if there is no such group.</summary>
    internal static int Print(string? group)
    {
        var chosen = Groups.Where(candidate => group is null || candidate.Name == group).ToArray();
        if (chosen.Length == 0)
        {
            Console.Error.WriteLine($"There is no group '{group}'. Groups: {string.Join(", ", Groups.Select(known => known.Name))}.");
            return 1;
        }

        foreach (var figure in chosen.SelectMany(one => one.Figures))
        {
            Console.WriteLine(Line(figure));
        }

        return 0;
    }

    private static string Line(Figure figure)
    {
        try
        {
            return $"{figure.Name}\t{figure.Measure().ToString("0.##", CultureInfo.InvariantCulture)}\t{figure.Unit}";
        }
        catch (CannotMeasureException reason)
        {
            return $"{figure.Name}\tn/a\t{reason.Message}";
        }
    }
}
