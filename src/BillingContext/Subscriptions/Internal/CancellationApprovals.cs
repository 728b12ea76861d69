using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Subscriptions.Internal;

/// <summary>
/// A cancellation that needs a person's yes is one on record like any other, in the state before Stripe is asked. A yes is decided on fresh facts, commits with
/// the intent, and holds for the refund that belongs to it, in the amount the person saw.
/// </summary>
internal sealed class CancellationApprovals(
    CancellationDecider decider,
    CancellationRecording recording,
    CancellationExecution execution,
    IApprovalAuthority authority,
    IMerchantCredentialsProvider credentials,
    IBillingStore store,
    IChangeSignal changes,
    IOptionsMonitor<BillingContextOptions> options,
    TimeProvider time,
    ILogger<SubscriptionService> logger)
{
    /// <summary>Puts a cancellation on record that needs approval; null if somebody else was faster. Asked again, it is the same request.</summary>
    internal async Task<CancellationResult?> AskAsync(CancellationCase decided, CancellationIntent intent, CancellationIntent? known, CancellationToken cancellationToken)
    {
        if (known is { State: CancellationState.NeedsApproval } && known.Basis == decided.Basis && decided.Now < known.ExpiresAt)
        {
            return Waits(known, decided.Decision.Reasons, isRepeat: true);
        }

        var asked = intent.NeedApproval(decided.Basis, decided.Needs, decided.Now + options.CurrentValue.ApprovalsExpireAfter);
        var batch = new StoreBatch { Cancellation = asked, Audit = [CancellationRecording.Entry(AuditActions.ApprovalRequested, decided, asked.State)] };
        if (await CommitAsync(batch, cancellationToken).ConfigureAwait(false) == StoreCommit.Conflict)
        {
            return null;
        }

        logger.CancellationDecided(asked.RequestId, asked.Subscription, asked.Scope, asked.Actor, asked.State, CancellationRecording.CodesOf(decided));
        return Waits(asked, decided.Decision.Reasons);
    }

    internal async Task<CancellationResult> ApproveAsync(ApprovalAnswer answer, CancellationToken cancellationToken)
    {
        answer.Check();
        for (var conflicts = 0; ; conflicts++)
        {
            var known = await FindAsync(answer, cancellationToken).ConfigureAwait(false);
            if (known is not { State: CancellationState.NeedsApproval })
            {
                return known is not null && known.ApprovedBy == answer.By
                    ? await execution.ResumeAsync(known, answer.By, cancellationToken).ConfigureAwait(false)
                    : await ClosedAsync(answer, known, cancellationToken).ConfigureAwait(false);
            }

            var result = await ApproveAsync(answer, known, cancellationToken).ConfigureAwait(false);
            if (result is not null)
            {
                return result;
            }

            CancellationRecording.ThrowAfter(conflicts);
        }
    }

    internal async Task<CancellationResult> RejectAsync(ApprovalAnswer answer, CancellationToken cancellationToken)
    {
        answer.Check();
        while (true)
        {
            var known = await FindAsync(answer, cancellationToken).ConfigureAwait(false);
            if (known is not { State: CancellationState.NeedsApproval })
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
    internal async Task<CancellationResult> ExpireAsync(CancellationIntent intent, Actor actor, CancellationToken cancellationToken) =>
        await CloseAsync(intent, ApprovalAnswer.Expired.Code, AuditActions.ApprovalExpired, actor, null, cancellationToken).ConfigureAwait(false)
        ?? CancellationCompensation.ResultOf(intent, isRepeat: true);

    /// <summary>What came of a yes; null if somebody else was faster.</summary>
    private async Task<CancellationResult?> ApproveAsync(ApprovalAnswer answer, CancellationIntent known, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(answer, known, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return await DeclineAsync(answer, known, [reason], cancellationToken).ConfigureAwait(false);
        }

        var request = CancellationDecider.RequestOf(known) with { ApprovedBy = answer.By };
        var decided = await decider.DecideAsync(request, cancellationToken, known.RefundAmount).ConfigureAwait(false);
        if (decided.Subscription is not null && known.Basis != decided.Basis)
        {
            return await LookAnewAsync(answer, known, request, cancellationToken).ConfigureAwait(false);
        }

        if (!decided.IsApproved)
        {
            return await DeclineAsync(answer, known, decided.Decision.Reasons, cancellationToken).ConfigureAwait(false);
        }

        var intent = recording.IntentOf(decided, known.ParametersHash, known);
        var given = Entry(known, AuditActions.ApprovalGiven, answer, [ApprovalAnswer.Given(answer.By)]);
        return await recording.RecordAsync(decided, intent, [given], cancellationToken).ConfigureAwait(false) == StoreCommit.Applied
            ? await execution.ExecuteAsync(intent with { Version = intent.Version + 1 }, decided.Decision, isNews: true).ConfigureAwait(false)
            : null;
    }

    private async ValueTask<DecisionReason?> WhyNotAsync(ApprovalAnswer answer, CancellationIntent known, CancellationToken cancellationToken)
    {
        var merchant = await credentials.GetAsync(answer.Merchant, cancellationToken).ConfigureAwait(false) ?? throw BillingException.UnknownMerchant(answer.Merchant);
        var question = new ApprovalQuestion
        {
            Scope = known.Scope,
            RequestId = known.RequestId,
            By = answer.By,
            AskedBy = known.Actor,
            Ticket = known.Ticket,
            Amount = known.RefundAmount,
            Payment = known.RefundPayment,
            Subscription = known.Subscription,
        };
        var reason = answer.WhyNot(question with { Amount = null }, known.Version, known.ExpiresAt, merchant.AllowOwnApproval, time.GetUtcNow());
        return reason ?? (await authority.MayApproveAsync(question, cancellationToken).ConfigureAwait(false) ? null : ApprovalAnswer.NoAuthority);
    }

    /// <summary>The subscription, or what would go back, is not what the person saw: it is bound to what it is now, and wants another yes.</summary>
    private async Task<CancellationResult?> LookAnewAsync(
        ApprovalAnswer answer, CancellationIntent known, CancellationRequest request, CancellationToken cancellationToken)
    {
        var decided = await decider.DecideAsync(request with { ApprovedBy = null }, cancellationToken).ConfigureAwait(false);
        DecisionReason[] reasons = [ApprovalAnswer.FactsChanged, .. decided.Decision.Reasons];
        if (decided.Subscription is null)
        {
            return await DeclineAsync(answer, known, reasons, cancellationToken).ConfigureAwait(false);
        }

        var anew = known with { RefundPayment = decided.Refund?.Payment, RefundAmount = decided.Refund?.Amount };
        anew = anew.NeedApproval(decided.Basis, decided.Needs, known.ExpiresAt!.Value);
        var batch = new StoreBatch { Cancellation = anew, Audit = [Entry(anew, AuditActions.ApprovalDeclined, answer, reasons)] };
        return await CommitAsync(batch, cancellationToken).ConfigureAwait(false) == StoreCommit.Conflict ? null : Waits(anew, reasons);
    }

    private async Task<CancellationResult> ClosedAsync(ApprovalAnswer answer, CancellationIntent? known, CancellationToken cancellationToken) => known is null
        ? new CancellationResult(answer.RequestId, CancellationState.Refused, [ApprovalAnswer.NotFound])
        : await DeclineAsync(answer, known, [ApprovalAnswer.Closed, known.InWords], cancellationToken).ConfigureAwait(false);

    /// <summary>The answer did not count: that is on the audit log, and the request is as it was.</summary>
    private async Task<CancellationResult> DeclineAsync(
        ApprovalAnswer answer, CancellationIntent known, IReadOnlyList<DecisionReason> reasons, CancellationToken cancellationToken)
    {
        await CommitAsync(new StoreBatch { Audit = [Entry(known, AuditActions.ApprovalDeclined, answer, reasons)] }, cancellationToken).ConfigureAwait(false);
        return Waits(known, reasons);
    }

    private async Task<CancellationResult?> CloseAsync(
        CancellationIntent known, string code, string action, Actor actor, string? note, CancellationToken cancellationToken)
    {
        var closed = known.Refuse(code);
        var entry = closed.Entry(action, actor, time.GetUtcNow()) with { Note = NoteOf(note) };
        var batch = new StoreBatch { Cancellation = closed, Audit = [entry], Change = closed.Change(time.GetUtcNow()) };
        if (await CommitAsync(batch, cancellationToken).ConfigureAwait(false) == StoreCommit.Conflict)
        {
            return null;
        }

        changes.Wake(closed.Scope.Merchant);
        return CancellationCompensation.ResultOf(closed, isRepeat: false);
    }

    private AuditEntry Entry(CancellationIntent intent, string action, ApprovalAnswer answer, IReadOnlyList<DecisionReason> reasons) =>
        intent.Entry(action, answer.By, time.GetUtcNow()) with { Reasons = reasons, Note = NoteOf(answer.Note) };

    private static string? NoteOf(string? note) => note is null ? null : SafeText.Line(note, ApprovalAnswer.LongestNote);

    private static CancellationResult Waits(CancellationIntent known, IReadOnlyList<DecisionReason> reasons, bool isRepeat = false) =>
        new(known.RequestId, known.State, reasons) { EndsAt = known.EndsAt, RefundAmount = known.RefundAmount, RefundState = known.Refund, IsRepeat = isRepeat };

    private ValueTask<CancellationIntent?> FindAsync(ApprovalAnswer answer, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.GetCancellationAsync(answer.Merchant, answer.RequestId, cancellationToken), cancellationToken);

    private ValueTask<StoreCommit> CommitAsync(StoreBatch batch, CancellationToken cancellationToken) =>
        StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken);
}
