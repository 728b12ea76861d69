using System.Diagnostics;
using HelpdeskConsole.Facts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace HelpdeskConsole.Screens;

/// <summary>Boxes and tables for people. Problems go to the error stream.</summary>
internal sealed class ConsoleScreen(TextWriter output, TextWriter error) : IScreen
{
    private readonly IAnsiConsole terminal = Consoles.On(output);

    public void Show(Fact fact)
    {
        if (fact is ProblemFact problem)
        {
            var console = Consoles.On(error);
            console.Profile.Width = int.MaxValue; // one line, whatever the terminal makes of it
            console.MarkupLine($"[red]{Safe.Markup(problem.Message)}[/]");
            return;
        }

        // Rows ends every line, whatever the view; the next fact keeps its distance.
        terminal.Write(new Rows(ViewOf(fact), Text.Empty));
    }

    private static IRenderable ViewOf(Fact fact) => fact switch
    {
        SceneFact scene => SmallViews.Scene(scene),
        NoteFact note => SmallViews.Note(note),
        FoundFact found => FoundView.Of(found),
        TicketFact ticket => SmallViews.Ticket(ticket),
        ConfirmationFact confirmation => SmallViews.Confirmation(confirmation),
        StripeCallsFact calls => SmallViews.StripeCalls(calls),
        PanelFact panel => PanelView.Of(panel),
        CandidatesFact candidates => CandidatesView.Of(candidates),
        AttemptsFact attempts => AttemptsView.Of(attempts),
        QuestionFact question => SmallViews.Question(question),
        AnswersFact answers => SmallViews.Answers(answers),
        ExplanationFact explanation => ExplanationView.Of(explanation),
        RefundFact refund => RefundView.Of(refund),
        CancellationFact cancellation => CancellationView.Of(cancellation),
        TimelineFact timeline => TimelineView.Of(timeline),
        WebhooksFact webhooks => WebhookViews.Deliveries(webhooks),
        ChangesFact changes => WebhookViews.Changes(changes),
        AuditFact audit => AuditView.Of(audit),
        AuditStoriesFact stories => AuditReportView.Of(stories),
        AuditReportFact report => AuditReportView.Of(report),
        AuditCheckFact check => SmallViews.AuditCheck(check),
        _ => throw new UnreachableException($"There is no view of {fact.GetType().Name}."),
    };
}
