using System.Globalization;
using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Refunds.Internal;

/// <summary>
/// What needs a person's yes is a request on record like any other, in the state before Stripe is asked. A yes is decided on fresh facts and commits with
/// the intent, so it counts once; a record that is not as the person saw it refuses it.
/// </summary>
internal sealed class RefundApprovals(
    RefundDecider decider,
    RefundRecording recording,
    RefundExecution execution,
    IApprovalAuthority authority,
    IBillingStore store,
    IChangeSignal changes,
    IOptionsMonitor<BillingContextOptions> options,
    TimeProvider time,
    ILogger<RefundService> logger)
{
    /// <summary>Puts a request on record that needs approval; null if somebody else was faster. Asked again, it is the same request.</summary>
    internal async Task<RefundResult?> AskAsync(
        RefundCase refund, RefundDecision decision, RefundIntent intent, RefundIntent? known, CancellationToken cancellationToken)
    {
        var basis = BasisOf(refund, decision);
        if (known is { State: RefundState.NeedsApproval } && known.Basis == basis && refund.Now < known.ExpiresAt)
        {
            return Waits(known, decision.Reasons, isRepeat: true);
        }

        var asked = intent.NeedApproval(basis, NeedsOf(decision), refund.Now + options.CurrentValue.ApprovalsExpireAfter);
        var entry = recording.Entry(AuditActions.ApprovalRequested, refund.Request, asked.State, decision, refund);
        if (await CommitAsync(new StoreBatch { Intent = asked, Audit = [entry] }, cancellationToken).ConfigureAwait(false) == StoreCommit.Conflict)
        {
            return null;
        }

        logger.RefundDecided(asked.RequestId, asked.Payment, asked.Scope, asked.Actor, asked.State, RefundRecording.CodesOf(decision));
        return Waits(asked, decision.Reasons);
    }

    internal async Task<RefundResult> ApproveAsync(ApprovalAnswer answer, MerchantCredentials merchant, CancellationToken cancellationToken)
    {
        answer.Check();
        for (var conflicts = 0; ; conflicts++)
        {
            var known = await FindAsync(answer, cancellationToken).ConfigureAwait(false);
            if (known is not { State: RefundState.NeedsApproval })
            {
                return known is not null && known.ApprovedBy == answer.By && (answer.Amount ?? known.Amount) == known.Amount
                    ? await execution.ResumeAsync(known, answer.By, cancellationToken).ConfigureAwait(false)
                    : await ClosedAsync(answer, known, cancellationToken).ConfigureAwait(false);
            }

            var result = await ApproveAsync(answer, merchant, known, cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                return result;
            }

            if (conflicts == RefundRecording.MostConflicts)
            {
                throw new BillingException("store.conflict", "Too many refunds of this payment at once. Nothing was sent to Stripe; approve it again.");
            }
        }
    }

    internal async Task<RefundResult> RejectAsync(ApprovalAnswer answer, CancellationToken cancellationToken)
    {
        answer.Check();
        while (true)
        {
            var known = await FindAsync(answer, cancellationToken).ConfigureAwait(false);
            if (known is not { State: RefundState.NeedsApproval })
            {
                return await ClosedAsync(answer, known, cancellationToken).ConfigureAwait(false);
            }

            if (answer.WhyNotReject(known.Version) is { } reason)
            {
                return await DeclineAsync(answer, known, [reason], cancellationToken).ConfigureAwait(false);
            }

            if (await CloseAsync(known, ApprovalAnswer.Rejected.Code, AuditActions.ApprovalRejected, answer.By, answer.Note, cancellationToken).ConfigureAwait(false) is { } rejected)
            {
                return rejected;
            }
        }
    }

    /// <summary>Closes a request nobody approved in time; one that somebody answered meanwhile stays as it is.</summary>
    internal async Task<RefundResult> ExpireAsync(RefundIntent intent, Actor actor, CancellationToken cancellationToken) =>
        await CloseAsync(intent, ApprovalAnswer.Expired.Code, AuditActions.ApprovalExpired, actor, null, cancellationToken).ConfigureAwait(false)
        ?? RefundExecution.ResultOf(intent, isRepeat: true);

    /// <summary>What came of a yes; null if somebody else was faster.</summary>
    private async Task<RefundResult?> ApproveAsync(ApprovalAnswer answer, MerchantCredentials merchant, RefundIntent known, CancellationToken cancellationToken)
    {
        var question = new ApprovalQuestion
        {
            Scope = known.Scope,
            RequestId = known.RequestId,
            By = answer.By,
            AskedBy = known.Actor,
            Ticket = known.Ticket,
            Amount = answer.Amount ?? known.Amount,
            Payment = known.Payment,
        };
        var reason = answer.WhyNot(question with { Amount = known.Amount }, known.Version, known.ExpiresAt, merchant.AllowOwnApproval, time.GetUtcNow());
        reason ??= await authority.MayApproveAsync(question, cancellationToken).ConfigureAwait(false) ? null : ApprovalAnswer.NoAuthority;
        if (reason is not null)
        {
            return await DeclineAsync(answer, known, [reason], cancellationToken).ConfigureAwait(false);
        }

        var request = RefundDecider.RequestOf(known) with { Amount = question.Amount, ApprovedBy = answer.By };
        var (decision, refund) = await decider.DecideAsync(request, merchant, cancellationToken).ConfigureAwait(false);
        if (refund?.Made() is { } made)
        {
            return await execution.AdoptAsync(recording.IntentOf(refund, decision, known.ParametersHash, known), made).ConfigureAwait(false);
        }

        if (refund is not null && known.Basis != BasisOf(refund, decision))
        {
            return await LookAnewAsync(answer, known, refund, decision, cancellationToken).ConfigureAwait(false);
        }

        if (refund is null || decision.Verdict != RefundVerdict.Approved)
        {
            return await DeclineAsync(answer, known, decision.Reasons, cancellationToken).ConfigureAwait(false);
        }

        var intent = recording.IntentOf(refund, decision, known.ParametersHash, known);
        var given = Entry(known with { Amount = intent.Amount }, AuditActions.ApprovalGiven, answer, [ApprovalAnswer.Given(answer.By)]);
        var (commit, outOfBounds) = await recording.RecordAsync(refund, decision, intent, [given], cancellationToken).ConfigureAwait(false);
        return outOfBounds is not null ? await DeclineAsync(answer, known, outOfBounds.Reasons, cancellationToken).ConfigureAwait(false)
            : commit == StoreCommit.Applied ? await execution.ExecuteAsync(intent with { Version = intent.Version + 1 }, decision, isNews: true).ConfigureAwait(false)
            : null;
    }

    /// <summary>The rules or the payment are not what the person saw: it is bound to what they are now, and wants another yes.</summary>
    private async Task<RefundResult?> LookAnewAsync(
        ApprovalAnswer answer, RefundIntent known, RefundCase refund, RefundDecision decision, CancellationToken cancellationToken)
    {
        var why = known.PolicyVersion != decision.PolicyVersion ? ApprovalAnswer.PolicyChanged : ApprovalAnswer.FactsChanged;
        var anew = known with { PolicyVersion = decision.PolicyVersion };
        anew = anew.NeedApproval(BasisOf(refund, decision), NeedsOf(decision), known.ExpiresAt!.Value);
        DecisionReason[] reasons = [why, .. decision.Reasons];
        var batch = new StoreBatch { Intent = anew, Audit = [Entry(anew, AuditActions.ApprovalDeclined, answer, reasons) with { Facts = refund.Facts() }] };
        return await CommitAsync(batch, cancellationToken).ConfigureAwait(false) == StoreCommit.Conflict ? null : Waits(known, reasons);
    }

    private async Task<RefundResult> ClosedAsync(ApprovalAnswer answer, RefundIntent? known, CancellationToken cancellationToken) => known is null
        ? new RefundResult(answer.RequestId, RefundState.Refused, [ApprovalAnswer.NotFound])
        : await DeclineAsync(answer, known, [ApprovalAnswer.Closed, known.InWords], cancellationToken).ConfigureAwait(false);

    /// <summary>The answer did not count: that is on the audit log, and the request is as it was.</summary>
    private async Task<RefundResult> DeclineAsync(ApprovalAnswer answer, RefundIntent known, IReadOnlyList<DecisionReason> reasons, CancellationToken cancellationToken)
    {
        await CommitAsync(new StoreBatch { Audit = [Entry(known, AuditActions.ApprovalDeclined, answer, reasons)] }, cancellationToken).ConfigureAwait(false);
        return Waits(known, reasons);
    }

    private async Task<RefundResult?> CloseAsync(
        RefundIntent known, string code, string action, Actor actor, string? note, CancellationToken cancellationToken)
    {
        var closed = known.Refuse(code);
        var entry = closed.Entry(action, actor, time.GetUtcNow()) with { Note = NoteOf(note) };
        var change = closed.Change(time.GetUtcNow());
        if (await CommitAsync(new StoreBatch { Intent = closed, Audit = [entry], Change = change }, cancellationToken).ConfigureAwait(false) == StoreCommit.Conflict)
        {
            return null;
        }

        changes.Wake(closed.Scope.Merchant);
        return RefundExecution.ResultOf(closed, isRepeat: false);
    }

    private AuditEntry Entry(RefundIntent intent, string action, ApprovalAnswer answer, IReadOnlyList<DecisionReason> reasons) =>
        intent.Entry(action, answer.By, time.GetUtcNow()) with { Reasons = reasons, Note = NoteOf(answer.Note) };

    private static string? NoteOf(string? note) => note is null ? null : SafeText.Line(note, ApprovalAnswer.LongestNote);

    private static RefundResult Waits(RefundIntent known, IReadOnlyList<DecisionReason> reasons, bool isRepeat = false) =>
        new(known.RequestId, known.State, reasons) { Amount = known.Amount, Refund = known.Refund, PolicyVersion = known.PolicyVersion, IsRepeat = isRepeat };

    private static IReadOnlyList<DecisionReason> NeedsOf(RefundDecision decision) =>
        [.. decision.Reasons.Where(reason => reason.Verdict == RefundVerdict.NeedsApproval)];

    /// <summary>What a yes depends on beyond the request itself: the rules, and all that is known of the payment.</summary>
    private static string BasisOf(RefundCase refund, RefundDecision decision)
    {
        var facts = refund.Facts();
        return RequestKeys.Hash(
            decision.PolicyVersion ?? "",
            facts.Captured.ToString(),
            facts.Refunded.ToString(),
            facts.EarlierRefunds.ToString(CultureInfo.InvariantCulture),
            facts.PaymentStatus.ToString(),
            $"{facts.IsDisputed} {facts.Dispute} {facts.IsRefundableInDispute} {facts.IsReportedFraudulent}",
            $"{facts.LacksConnectDecision} {facts.Missing}");
    }

    private ValueTask<RefundIntent?> FindAsync(ApprovalAnswer answer, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.GetRefundIntentAsync(answer.Merchant, answer.RequestId, cancellationToken), cancellationToken);

    private ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken);
}
