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
        var reasons = Grids.Of("", "Reason", "In words");
        reasons.ShowHeaders = false;
        foreach (var reason in refund.Reasons)
        {
            reasons.AddRow(MarkOf(reason.Verdict), $"[grey]{Safe.Markup(reason.Code)}[/]", Safe.Markup(reason.Rule is { } rule ? $"{rule}: {reason.Message}" : reason.Message));
        }

        return Grids.Box(
            $"[bold]{title}[/]",
            colour,
            [
                new Markup($"{Safe.Markup(refund.AskedBy)} asked for {Safe.Markup(refund.Amount?.Text ?? "all")} of {refund.Payment}  [grey]request {Safe.Markup(refund.Request)}[/]"),
                .. refund.Refund is { } id ? [new Markup($"Stripe's refund [bold]{id}[/]{(refund.IsRepeat ? " [aqua]the same as before: nothing was sent again[/]" : "")}")] : Array.Empty<IRenderable>(),
                .. refund.Arrival is { } arrival ? [ArrivalOf(arrival)] : Array.Empty<IRenderable>(),
                reasons,
            ]);
    }

    private static Markup ArrivalOf(ArrivalLine arrival) => new(
        $"Expected between [bold]{arrival.Earliest:yyyy-MM-dd}[/] and [bold]{arrival.Latest:yyyy-MM-dd}[/] "
        + $"[grey]({arrival.FastestBusinessDays} to {arrival.SlowestBusinessDays} business days, {arrival.Source})[/]");

    private static (string Title, Color Colour) Heading(RefundFact refund) => refund.State switch
    {
        RefundState.Succeeded => ($"REFUNDED {Safe.Markup(refund.Amount?.Text)}", Color.Green),
        RefundState.Refused => ("REFUSED", Color.Red),
        RefundState.NeedsApproval or RefundState.AwaitingStripeApproval => ("NEEDS APPROVAL", Color.Yellow),
        var state => (state.ToString(), Color.Yellow),
    };

    private static string MarkOf(string verdict) => verdict switch
    {
        "approve" => "[green]+[/]",
        "deny" => "[red]−[/]",
        _ => "[yellow]?[/]",
    };
}
