using BillingContext.Testing.Internal.Operations;
using BillingContext.Testing.Internal.Records;
using BillingContext.Testing.Internal.Rendering;
using BillingContext.Testing.Internal.Wire;

namespace BillingContext.Testing.Internal.Routes;

/// <summary>https://docs.stripe.com/api/disputes/update and https://docs.stripe.com/api/disputes/close</summary>
internal static class DisputeChanges
{
    // All fields together: https://docs.stripe.com/api/disputes/update#update_dispute-evidence
    private const int MaximumEvidence = 150_000;
    private const int MaximumField = 20_000;

    private static readonly DisputeResource Resource = new();

    public static IReadOnlyList<Route> All { get; } =
    [
        Post(
            "",
            Update,
            [
                Parameter.Hash(
                    "evidence",
                    [
                        .. DisputeEvidence.Texts.Select(name => Parameter.TextOrEmpty(name, MaximumField)),
                        .. Parameter.NotSimulated([.. DisputeEvidence.Files, "enhanced_evidence"]),
                    ]),
                Parameter.Metadata,
                Parameter.Flag("submit"),
            ]),
        Post("/close", Close, []),
    ];

    private static Answer Update(Call call, DisputeRecord dispute)
    {
        var (books, now) = (call.Books, call.Books.Now());
        var evidence = call.Hash("evidence", dispute.Evidence);
        var submits = call.Has("submit") ? call.Flag("submit") : call.Has("evidence");
        if ((call.Has("evidence") || submits) && Refuses(dispute, evidence, now) is { } refusal)
        {
            return refusal;
        }

        var changed = dispute with { Evidence = evidence, Metadata = call.Metadata(dispute.Metadata) };
        if (submits)
        {
            books.Disputes.Change(changed);
            DisputeAnswers.Submit(books, changed, now);
        }
        else if (call.Has("evidence") || call.Has("metadata"))
        {
            DisputeAnswers.Keep(books, changed, now);
        }

        return Answer.Object(Resource, books.Disputes[dispute.Id]);
    }

    /// <summary>The merchant gives in, for good.</summary>
    private static Answer Close(Call call, DisputeRecord dispute)
    {
        if (!DisputeAnswers.IsOpen(dispute))
        {
            return Closed;
        }

        DisputeOperations.SetStatus(call.Books, dispute, dispute.IsInquiry ? "warning_closed" : "lost", call.Books.Now());
        return Answer.Object(Resource, call.Books.Disputes[dispute.Id]);
    }

    private static StripeError? Refuses(DisputeRecord dispute, IReadOnlyDictionary<string, string> evidence, long now)
    {
        if (!DisputeAnswers.IsOpen(dispute))
        {
            return Closed;
        }

        if (dispute.DueBy < now)
        {
            return new StripeError(400, "The deadline to submit evidence for this dispute has passed.")
            { Param = "evidence", Executed = true };
        }

        return evidence.Values.Sum(text => text.Length) > MaximumEvidence
            ? new StripeError(400, $"The combined character count of all evidence is limited to {MaximumEvidence}.") { Param = "evidence" }
            : null;
    }

    private static StripeError Closed { get; } = new(400, "This dispute is already closed") { Executed = true };

    private static Route Post(string action, Func<Call, DisputeRecord, Answer> handle, IReadOnlyList<Parameter> parameters)
        => Changes.Route(Resource, "POST", action, Permissions.WriteDisputes, parameters, handle);
}
