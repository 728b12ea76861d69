using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>Findings one below the other, each with its evidence.</summary>
internal static class ExplanationView
{
    internal static IRenderable Of(ExplanationFact explanation) => explanation.Findings.Count == 0
        ? new Markup($"[bold]{Safe.Markup(explanation.Answer.ForAgent)}[/]")
        : new Rows(explanation.Findings.Select(Of));

    private static Rows Of(FindingLine finding) => new(
        (IEnumerable<IRenderable>)
        [
            new Markup($"[bold]{Safe.Markup(finding.Finding)}[/] [grey]({Safe.Markup(finding.Certainty.ToLowerInvariant())})[/]  {Safe.Markup(finding.Answer.ForAgent)}"),
            .. finding.Evidence.Select(evidence => new Markup($"  [grey]· {Safe.Markup(evidence.ForAgent)}[/]")),
            .. Ids("refund", finding.Refund),
            .. Ids("keep", finding.Keep is { } kept ? [kept] : []),
            .. Ids("release", finding.Release),
            .. finding.Question is { } question ? [new Markup($"  [yellow]{Safe.Markup(question.ForAgent)}[/]")] : Array.Empty<IRenderable>(),
            SmallViews.ToTheCustomer(finding.Answer),
        ]);

    private static IEnumerable<IRenderable> Ids(string what, IReadOnlyList<string> ids) =>
        ids.Select(id => new Markup($"  [green]{what}[/] {Safe.Markup(id)}"));
}
