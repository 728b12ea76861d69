using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>What takes a line or two.</summary>
internal static class SmallViews
{
    internal static IRenderable Scene(SceneFact scene) => new Rule($"[bold]{scene.Number}  {Safe.Markup(scene.Title)}[/]  [grey]{Words.Clock(scene.At)}[/]")
    {
        Justification = Justify.Left,
        Style = new Style(Color.Blue),
    };

    internal static IRenderable Note(NoteFact note) => new Markup($"[italic]{Safe.Markup(note.Text)}[/]");

    internal static IRenderable Ticket(TicketFact ticket) => new Rows(
        new Markup($"[bold]{Safe.Markup(ticket.Ticket)}[/]  [grey]{Safe.Markup(ticket.KnownBy)}[/]"),
        new Markup($"  “{Safe.Markup(ticket.Message)}”"),
        new Markup(ticket.CustomData is { } data ? $"  [grey]custom data {Safe.Markup(data)}[/]" : ""));

    internal static IRenderable Question(QuestionFact question) => new Rows(
        new Markup($"“{Safe.Markup(question.Question)}”"),
        new Markup($"  [grey]who asks is {Safe.Markup(question.Identity.ToLowerInvariant())}[/]"),
        new Markup(question.Identity == "Verified" ? "" : $"  [yellow]{Safe.Markup(question.ToTheCustomer.ForAgent)}[/] What follows is for the agent only."),
        question.Identity == "Verified" ? Text.Empty : ToTheCustomer(question.ToTheCustomer));

    /// <summary>What may be sent as it is; nothing, where nothing may be said.</summary>
    internal static IRenderable ToTheCustomer(params ReadOnlySpan<Said> said)
    {
        var text = "";
        foreach (var one in said)
        {
            text += one.ForCustomer is { } sentence ? " " + Safe.Markup(sentence) : "";
        }

        return text.Length == 0 ? Text.Empty : new Markup($"  to the customer: “{text[1..]}”");
    }

    internal static IRenderable Answers(AnswersFact answers) => new Rows(answers.Answers.SelectMany(said =>
        new IRenderable[] { new Markup($"· {Safe.Markup(said.ForAgent)}"), ToTheCustomer(said) }));

    internal static IRenderable Confirmation(ConfirmationFact confirmation) => new Markup(
        $"[bold]{Safe.Markup(confirmation.By)}[/] confirms the customer: {confirmation.Was} → {confirmation.Is}\n  [grey]{Safe.Markup(confirmation.Evidence)}[/]");

    internal static IRenderable AuditCheck(AuditCheckFact check) => new Markup(
        $"[bold]The log, checked line by line:[/] [{(check.Verdict == "Intact" ? "green" : "red")}]{check.Verdict.ToUpperInvariant()}[/]  {Safe.Markup(check.Message)}");

    internal static IRenderable StripeCalls(StripeCallsFact calls) => new Markup(
        $"[bold]What Stripe saw of the day:[/] {calls.Reads} reads, {calls.RefundRequests} refund requests, "
        + $"{calls.RefundsOfOurs} refunds made through BillingContext and {calls.RefundsOfOthers} in the dashboard.");
}
