using BillingContext.Subscriptions;
using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>What became of a cancellation: the date in the title, what the agent was told before, a line for every reason.</summary>
internal static class CancellationView
{
    internal static IRenderable Of(CancellationFact cancellation)
    {
        var (title, colour) = Heading(cancellation);
        return Grids.Box(
            title,
            colour,
            [
                new Markup($"{Safe.Markup(cancellation.AskedBy)} asked for {Words(cancellation.Asked)} of {cancellation.Subscription}  [grey]request {Safe.Markup(cancellation.Request)}[/]"),
                .. cancellation.Preview is { } preview ? [new Markup($"[bold]Told before:[/] {Safe.Markup(preview)}")] : Array.Empty<IRenderable>(),
                .. cancellation.Arithmetic is { } arithmetic ? [new Markup($"[grey]{Safe.Markup(arithmetic)}[/]")] : Array.Empty<IRenderable>(),
                RefundView.Reasons(cancellation.Reasons),
            ]);
    }

    private static (string Title, Color Colour) Heading(CancellationFact cancellation) => cancellation.State switch
    {
        CancellationState.Scheduled => ($"ENDS ON {cancellation.EndsAt:yyyy-MM-dd}", Color.Green),
        CancellationState.Resumed => ("GOES ON", Color.Green),
        CancellationState.Canceled when cancellation.Refunded is { } amount => ($"ENDED, REFUND {Safe.Markup(amount.Text)} {cancellation.RefundState}", Color.Green),
        CancellationState.Canceled => ("ENDED", Color.Green),
        CancellationState.Refused => ("REFUSED", Color.Red),
        var state => (state.ToString(), Color.Yellow),
    };

    private static string Words(CancellationKind kind) => kind switch
    {
        CancellationKind.Now => "the end, now,",
        CancellationKind.Undo => "the continuation",
        _ => "the end, with the period,",
    };
}
