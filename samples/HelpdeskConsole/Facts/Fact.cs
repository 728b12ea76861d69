using System.Text.Json.Serialization;

namespace HelpdeskConsole.Facts;

/// <summary>Something a screen shows. Both screens show the same facts; neither adds any.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SceneFact), "scene")]
[JsonDerivedType(typeof(NoteFact), "note")]
[JsonDerivedType(typeof(FoundFact), "found")]
[JsonDerivedType(typeof(TicketFact), "ticket")]
[JsonDerivedType(typeof(PanelFact), "panel")]
[JsonDerivedType(typeof(CandidatesFact), "candidates")]
[JsonDerivedType(typeof(ConfirmationFact), "confirmation")]
[JsonDerivedType(typeof(AttemptsFact), "attempts")]
[JsonDerivedType(typeof(QuestionFact), "question")]
[JsonDerivedType(typeof(AnswersFact), "answers")]
[JsonDerivedType(typeof(ExplanationFact), "explanation")]
[JsonDerivedType(typeof(RefundFact), "refund")]
[JsonDerivedType(typeof(CancellationFact), "cancellation")]
[JsonDerivedType(typeof(TimelineFact), "timeline")]
[JsonDerivedType(typeof(WebhooksFact), "webhooks")]
[JsonDerivedType(typeof(ChangesFact), "changes")]
[JsonDerivedType(typeof(AuditFact), "audit")]
[JsonDerivedType(typeof(AuditCheckFact), "audit_check")]
[JsonDerivedType(typeof(AuditStoriesFact), "audit_lines")]
[JsonDerivedType(typeof(AuditReportFact), "audit_report")]
[JsonDerivedType(typeof(StripeCallsFact), "stripe_calls")]
[JsonDerivedType(typeof(ProblemFact), "problem")]
internal abstract record Fact
{
    /// <summary>The scene it belongs to; null outside the story.</summary>
    [JsonPropertyOrder(-1)]
    public string? Scene { get; init; }
}
