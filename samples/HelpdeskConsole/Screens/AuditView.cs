using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>The audit log, two lines an entry: what and who, then why. Ids, amounts and codes, never a name.</summary>
internal static class AuditView
{
    private const int Indent = 4;

    internal static IRenderable Of(AuditFact audit) => new Rows(
        audit.Entries.SelectMany<AuditLine, IRenderable>(line =>
        [
            new Markup(WhatOf(line)),
            new Padder(new Markup($"[grey]{Safe.Markup(WhyOf(line))}[/]"), new Padding(Indent, 0, 0, 0)),
        ]));

    private static string WhatOf(AuditLine line)
    {
        var who = Safe.Markup($"{line.Actor ?? "Stripe",-14}  {line.Ticket,-6}");
        return $"{line.Sequence,2}  [grey]{Words.Minute(line.At)}[/]  [bold]{line.Action,-21}[/]  {who}  {Safe.Markup($"{line.Amount?.Text,10}")}".TrimEnd();
    }

    private static string WhyOf(AuditLine line)
    {
        string?[] what = [line.State, line.Request, line.Note is { } note ? $"“{note}”" : null];
        string[] parts = [string.Join(", ", what.OfType<string>()), string.Join(", ", line.Reasons.Distinct())];
        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }
}
