using BillingContext.Refunds;
using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>What became of a refund request: the verdict in the title, a line for every reason.</summary>
internal static class RefundView
{
    internal static IRenderable Of(RefundFact refund)
    {
        var (title, colour) = Heading(refund);
        return Grids.Box(
            title,
            colour,
            [
                new Markup($"{Safe.Markup(refund.AskedBy)} asked for {Safe.Markup(refund.Amount?.Text ?? "all")} of {refund.Payment}  [grey]request {Safe.Markup(refund.Request)}[/]"),
                .. refund.Refund is { } id ? [new Markup($"Stripe's refund [bold]{id}[/]{(refund.IsRepeat ? ", the same as before: nothing was sent again" : "")}")] : Array.Empty<IRenderable>(),
                .. refund.Arrival is { } arrival ? [ArrivalOf(arrival)] : Array.Empty<IRenderable>(),
                Reasons(refund.Reasons),
            ]);
    }

    internal static IRenderable Reasons(IReadOnlyList<ReasonLine> all)
    {
        var reasons = Grids.Of("", "Reason", "In words");
        reasons.ShowHeaders = false;
        foreach (var reason in all)
        {
            var text = Safe.Markup(reason.Rule is { } rule ? $"{rule}: {reason.Message}" : reason.Message);
            reasons.AddRow(MarkOf(reason), $"[grey]{Safe.Markup(reason.Code)}[/]", HasNoObjection(reason) ? $"[grey]{text}[/]" : text);
        }

        return reasons;
    }

    private static Markup ArrivalOf(ArrivalLine arrival) => new(
        $"Expected [bold]{arrival.Earliest:yyyy-MM-dd} to {arrival.Latest:yyyy-MM-dd}[/] "
        + $"[grey]({arrival.FastestBusinessDays} to {arrival.SlowestBusinessDays} business days, {arrival.Source})[/]");

    private static (string Title, Color Colour) Heading(RefundFact refund) => refund.State switch
    {
        RefundState.Succeeded when refund.IsRepeat => ($"ALREADY REFUNDED {Safe.Markup(refund.Amount?.Text)}", Color.Aqua),
        RefundState.Succeeded => ($"REFUNDED {Safe.Markup(refund.Amount?.Text)}", Color.Green),
        RefundState.Refused => ("REFUSED", Color.Red),
        RefundState.NeedsApproval or RefundState.AwaitingStripeApproval => ("NEEDS APPROVAL", Color.Yellow),
        var state => (state.ToString(), Color.Yellow),
    };

    private static string MarkOf(ReasonLine reason) => reason.Verdict switch
    {
        "approve" => HasNoObjection(reason) ? "[grey]·[/]" : "[green]+[/]",
        "deny" => "[red]−[/]",
        _ => "[yellow]?[/]",
    };

    /// <summary>A rule against refunds that does not apply: it neither speaks for the refund nor stops it.</summary>
    private static bool HasNoObjection(ReasonLine reason) => reason is { Verdict: "approve", Code: "policy.rule_not_held" };
}
