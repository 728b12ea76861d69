using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Refunds;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Subscriptions.Internal;

/// <summary>Carries a recorded cancellation to Stripe, finds out what became of one that is open, and records it. The rules are in <see cref="CancellationIntent"/>.</summary>
internal sealed class CancellationExecution(
    IStripeAdapter stripe,
    IBillingStore store,
    CancellationDecider decider,
    CancellationCompensation compensation,
    IContextInvalidation contexts,
    IChangeSignal changes,
    IOptionsMonitor<StripeOptions> options,
    TimeProvider time,
    ILogger<CancellationExecution> logger)
{
    /// <summary>Asks Stripe for a cancellation just recorded. From here on no cancellation of the call counts until the outcome is recorded.</summary>
    /// <param name="intent">The cancellation.</param>
    /// <param name="decision">Why it is made.</param>
    /// <param name="isNews">Whether who asked for it is not here to see the outcome.</param>
    internal async Task<CancellationResult> ExecuteAsync(CancellationIntent intent, RefundDecision decision, bool isNews = false)
    {
        var settled = await AskAsync(intent, before: null).ConfigureAwait(false);
        return await RecordAsync(intent, settled, intent.Actor, isRepeat: false, decision, isNews).ConfigureAwait(false);
    }

    /// <summary>Answers a request that is on record: from the record, or, if it is not at rest, by looking what became of it.</summary>
    internal async Task<CancellationResult> ResumeAsync(CancellationIntent intent, Actor actor, CancellationToken cancellationToken) => intent switch
    {
        { State: CancellationState.AwaitingStripeApproval } => await LookAsync(intent, actor, cancellationToken).ConfigureAwait(false),
        { IsOpen: true } when intent.LeaseUntil <= time.GetUtcNow() => await FindOutAsync(intent, actor, cancellationToken).ConfigureAwait(false),
        { IsDone: true, RefundPayment: not null } => await compensation.CompensateAsync(intent, actor, isRepeat: true).ConfigureAwait(false),
        _ => CancellationCompensation.ResultOf(intent, isRepeat: true),
    };

    /// <summary>Looks what became of a cancellation that Stripe will carry out by itself: nothing is asked for.</summary>
    internal async Task<CancellationResult> LookAsync(CancellationIntent intent, Actor actor, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var subscription = await stripe.GetSubscriptionAsync(intent.Scope, intent.Subscription, cancellationToken).ConfigureAwait(false);
        var seen = subscription is null ? intent : intent.Observe(subscription, time.GetUtcNow());
        if (seen == intent)
        {
            seen = intent.LookAgain(askedAt);
        }

        return seen.State == intent.State
            ? await PostponeAsync(seen).ConfigureAwait(false)
            : await RecordAsync(intent, seen, actor, isRepeat: true, decision: null).ConfigureAwait(false);
    }

    /// <summary>Puts off the next look.</summary>
    internal async Task<CancellationResult> PostponeAsync(CancellationIntent postponed)
    {
        // A conflict means that somebody knows more.
        await StoreErrors.TranslateAsync(
            store.CommitAsync(new StoreBatch { Cancellation = postponed }, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        return CancellationCompensation.ResultOf(postponed, isRepeat: true);
    }

    /// <summary>Takes up a cancellation whose outcome is open, and settles it if Stripe tells enough.</summary>
    internal async Task<CancellationResult> FindOutAsync(CancellationIntent intent, Actor actor, CancellationToken cancellationToken)
    {
        var taken = intent.TakeUp(options.CurrentValue.LeaseFrom(time.GetUtcNow()));
        var batch = new StoreBatch
        {
            Cancellation = taken,
            Audit = [taken.Entry(AuditActions.CancellationResumed, actor, time.GetUtcNow())],
        };
        var commit = await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (commit == StoreCommit.Conflict)
        {
            return CancellationCompensation.ResultOf(intent with { State = CancellationState.InProgress }, isRepeat: true);
        }

        var (settled, decision) = await FindOutAsync(taken with { Version = taken.Version + 1 }, intent).ConfigureAwait(false);
        return await RecordAsync(intent, settled, actor, isRepeat: true, decision).ConfigureAwait(false);
    }

    /// <summary>Reads the subscription, which shows whether it happened. Asks again only while the key protects, and only if it would still be approved.</summary>
    private async Task<(CancellationIntent Settled, RefundDecision? Decision)> FindOutAsync(CancellationIntent taken, CancellationIntent before)
    {
        // As of before the subscription is read: what could land later, it need not show.
        var canStillLand = before.CanStillLand(time.GetUtcNow());
        RefundDecision decision;
        try
        {
            var subscription = await stripe.GetSubscriptionAsync(taken.Scope, taken.Subscription, CancellationToken.None).ConfigureAwait(false);
            if (subscription is null)
            {
                return (Absent(CancellationReasons.NotFound), null);
            }

            if (taken.Observe(subscription, time.GetUtcNow()) is var seen && seen != taken)
            {
                return (seen, null);
            }

            if (!taken.MayAsk(time.GetUtcNow()))
            {
                return (Absent(CancellationReasons.Absent), null);
            }

            decision = await decider.DecideAgainAsync(taken, subscription).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var code = exception is BillingException { Code: { } known } ? known : "stripe.unavailable";
            logger.CancellationUnknown(exception, taken.RequestId, taken.Scope, code);
            return (taken.Leave(code, time.GetUtcNow(), before.MayLeaveUntil), null);
        }

        return decision.Verdict == RefundVerdict.Approved
            ? (await AskAsync(taken with { MayHaveLanded = canStillLand }, before).ConfigureAwait(false), decision)
            : (Absent(CancellationReasons.NoLongerApproved), decision);

        CancellationIntent Absent(DecisionReason reason) =>
            canStillLand ? taken.Leave(reason.Code, time.GetUtcNow(), before.MayLeaveUntil) : taken.Refuse(reason.Code);
    }

    /// <summary>Asks Stripe, once, and takes in the answer or its absence.</summary>
    /// <param name="intent">What to ask for.</param>
    /// <param name="before">How it was before it was taken up; null if it was never asked for.</param>
    private async Task<CancellationIntent> AskAsync(CancellationIntent intent, CancellationIntent? before)
    {
        var answer = await WriteAsync(intent).ConfigureAwait(false);
        var now = time.GetUtcNow();
        switch (answer)
        {
            case { Outcome: StripeWriteOutcome.Done, Value: { } subscription } when intent.Observe(subscription, now) is var seen && seen != intent:
                return seen;
            case { Outcome: StripeWriteOutcome.AwaitingApproval, Approval: { } approval }:
                return intent.Await(approval, now);
            case { Outcome: StripeWriteOutcome.Refused, Error: { } error }
                when !intent.MayHaveLanded && (before is null || !CancellationReasons.IsPassing(error.Code)):
                return intent.Refuse(CancellationReasons.CodeOf(error));
            case { Outcome: StripeWriteOutcome.Refused, Error: { } error } when before is not null:
                // Nothing of this attempt can land, so what may still land is what it was.
                return intent.Leave(CancellationReasons.CodeOf(error), now, before.MayLeaveUntil);
            default:
                var code = answer.Error?.Code ?? CancellationReasons.UnknownCode;
                logger.CancellationUnknown(answer.Error, intent.RequestId, intent.Scope, code);
                return intent.Leave(code, now, mayHaveLeftUntil: now);
        }
    }

    private async Task<StripeWriteResult<Subscription>> WriteAsync(CancellationIntent intent)
    {
        // Whoever was paused for so long may no longer ask: the lease may be another's, and the key may be forgotten.
        var sendBefore = intent.AskBefore;
        if (time.GetUtcNow() >= sendBefore)
        {
            return StripeWriteResult.Late<Subscription>();
        }

        var (scope, id) = (intent.Scope, intent.Subscription);
        return await StripeWriteResult.OfAsync(() => intent.Kind == CancellationKind.Now
            ? stripe.CancelSubscriptionAsync(scope, id, intent.InvoiceNow, sendBefore, CancellationToken.None)
            : stripe.SetCancelAtPeriodEndAsync(
                scope,
                id,
                intent.Kind == CancellationKind.AtPeriodEnd,
                RequestKeys.IdempotencyKey(intent.Kind == CancellationKind.Undo ? "resume" : "cancel", scope, intent.RequestId),
                sendBefore,
                CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task<CancellationResult> RecordAsync(
        CancellationIntent before, CancellationIntent settled, Actor actor, bool isRepeat, RefundDecision? decision, bool isNews = false)
    {
        // Found out later than whoever asked could wait: open conversations hear of it.
        isNews = (isNews || isRepeat) && settled.State != before.State;
        contexts.Drop(settled.Scope, settled.Customer, settled.RefundPayment);
        try
        {
            var entry = settled.Entry(AuditActions.CancellationOutcome, actor, time.GetUtcNow());

            // A first decision is on record with the intent; one made anew is on record here.
            entry = isRepeat && decision is not null
                ? entry with { Reasons = [.. entry.Reasons, .. decision.Reasons], PolicyVersion = decision.PolicyVersion }
                : entry;
            var batch = new StoreBatch { Cancellation = settled, Audit = [entry], Change = isNews ? settled.Change(time.GetUtcNow()) : null };
            if (await store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false) == StoreCommit.Applied)
            {
                settled = settled with { Version = settled.Version + 1 };
                if (isNews)
                {
                    changes.Wake(settled.Scope.Merchant);
                }
            }
            else
            {
                // A webhook, or whoever took over a lease, recorded it first.
                var stored = await store.GetCancellationAsync(settled.Scope.Merchant, settled.RequestId, CancellationToken.None).ConfigureAwait(false);
                if (settled is { State: CancellationState.AwaitingStripeApproval, StripeApproval: { } approval } && stored is { IsOpen: true })
                {
                    // Nobody else can know: no subscription shows what waits for an approval.
                    return await RecordAsync(stored, stored.Await(approval, time.GetUtcNow()), actor, isRepeat, decision).ConfigureAwait(false);
                }

                // What is on record came about otherwise: a decision made anew says nothing of it.
                settled = stored ?? settled;
                decision = isRepeat ? null : decision;
            }
        }
        catch (Exception exception)
        {
            // It may have happened, so this must reach the caller as an open request and not as a failure.
            logger.CancellationNotRecorded(exception, settled.RequestId, settled.Scope, settled.State);
            return new CancellationResult(settled.RequestId, CancellationState.Unknown, [CancellationReasons.NotRecorded])
            {
                EndsAt = settled.EndsAt,
                RefundAmount = settled.RefundAmount,
                IsRepeat = isRepeat,
            };
        }

        logger.CancellationOutcome(settled.RequestId, settled.Scope, settled.State, settled.EndsAt, settled.FailureCode);
        if (settled.State == CancellationState.NeedsHuman && isNews)
        {
            logger.CancellationNeedsHuman(settled.RequestId, settled.Scope, settled.CreatedAt, settled.FailureCode);
        }

        return settled.OwesRefund
            ? await compensation.CompensateAsync(settled, actor, isRepeat, decision).ConfigureAwait(false)
            : CancellationCompensation.ResultOf(settled, isRepeat, decision);
    }
}
