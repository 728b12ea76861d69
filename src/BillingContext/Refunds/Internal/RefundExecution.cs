using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Refunds.Internal;

/// <summary>Carries a recorded refund to Stripe, finds out what became of one that is open, and records it. The rules are in <see cref="RefundIntent"/>.</summary>
internal sealed class RefundExecution(
    IStripeAdapter stripe,
    IBillingStore store,
    RefundDecider decider,
    IContextInvalidation contexts,
    IChangeSignal changes,
    IOptionsMonitor<StripeOptions> options,
    TimeProvider time,
    ILogger<RefundExecution> logger)
{
    /// <summary>Asks Stripe for a refund just recorded. From here on no cancellation counts until the outcome is recorded.</summary>
    /// <param name="intent">The refund.</param>
    /// <param name="decision">Why it is made.</param>
    /// <param name="isNews">Whether who asked for it is not here to see the outcome.</param>
    internal async Task<RefundResult> ExecuteAsync(RefundIntent intent, RefundDecision decision, bool isNews = false)
    {
        var settled = await AskAsync(intent, before: null).ConfigureAwait(false);
        return await RecordAsync(intent, settled, intent.Actor, isRepeat: false, decision, isNews: isNews).ConfigureAwait(false);
    }

    /// <summary>Puts a request on record whose refund Stripe has already, though no record of ours knew of it: nothing is decided, nothing asked for.</summary>
    internal async Task<RefundResult> AdoptAsync(RefundIntent intent, Refund made)
    {
        var settled = (intent with { Amount = made.Amount, PolicyVersion = null }).Observe(made, time.GetUtcNow());
        return await RecordAsync(intent, settled, intent.Actor, isRepeat: true, decision: null).ConfigureAwait(false);
    }

    /// <summary>Answers a request that is on record: from the record, or, if it is not at rest, by looking what became of it.</summary>
    /// <param name="intent">The record.</param>
    /// <param name="actor">Who asks now.</param>
    /// <param name="cancellationToken">Counts until the request is taken up.</param>
    internal async Task<RefundResult> ResumeAsync(RefundIntent intent, Actor actor, CancellationToken cancellationToken) => intent switch
    {
        { State: RefundState.AwaitingStripeApproval } => await LookAsync(intent, actor, cancellationToken).ConfigureAwait(false),
        { IsOpen: true } when intent.LeaseUntil <= time.GetUtcNow() => await FindOutAsync(intent, actor, cancellationToken).ConfigureAwait(false),
        _ => ResultOf(intent, isRepeat: true),
    };

    /// <summary>Looks what became of a refund that Stripe has, or will make by itself: nothing is asked for.</summary>
    internal async Task<RefundResult> LookAsync(RefundIntent intent, Actor actor, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var refunds = await stripe.ListRefundsAsync(intent.Scope, intent.Payment, cancellationToken).ConfigureAwait(false);
        var made = refunds.FirstOrDefault(intent.IsMadeBy);
        var seen = made is null ? intent : intent.Observe(made, time.GetUtcNow());
        if (seen == intent)
        {
            seen = intent.LookAgain(askedAt);
        }

        return seen.State == intent.State
            ? await PostponeAsync(intent, seen).ConfigureAwait(false)
            : await RecordAsync(intent, seen, actor, isRepeat: true, decision: null).ConfigureAwait(false);
    }

    /// <summary>Puts off the next look at a refund that could not be looked at.</summary>
    internal async Task<RefundResult> PostponeAsync(RefundIntent intent, RefundIntent postponed)
    {
        // A conflict means that somebody knows more.
        await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Intent = postponed }, CancellationToken.None), CancellationToken.None).ConfigureAwait(false);
        return ResultOf(intent, isRepeat: true);
    }

    /// <summary>Takes up a refund whose outcome is open, and settles it if Stripe tells enough.</summary>
    internal async Task<RefundResult> FindOutAsync(RefundIntent intent, Actor actor, CancellationToken cancellationToken)
    {
        var taken = intent.TakeUp(options.CurrentValue.LeaseFrom(time.GetUtcNow()));
        var batch = new StoreBatch { Intent = taken, Audit = [taken.Entry(AuditActions.RefundResumed, actor, time.GetUtcNow())] };
        var commit = await StoreErrors.TranslateAsync(store.CommitAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (commit == StoreCommit.Conflict)
        {
            return ResultOf(intent with { State = RefundState.InProgress }, isRepeat: true);
        }

        var (settled, decision, facts) = await FindOutAsync(taken with { Version = taken.Version + 1 }, intent).ConfigureAwait(false);
        return await RecordAsync(intent, settled, actor, isRepeat: true, decision, facts).ConfigureAwait(false);
    }

    /// <summary>
    /// Looks among the payment's refunds, never by search, which lags. Asks again only with the same key, only while that protects, only
    /// if the refund would still be approved, and not where somebody helped out by hand in the meantime.
    /// </summary>
    private async Task<(RefundIntent Settled, RefundDecision? Decision, RefundFacts? Facts)> FindOutAsync(
        RefundIntent taken, RefundIntent before)
    {
        // As of before the list is read: what could land later, the list need not show.
        var canStillLand = before.CanStillLand(time.GetUtcNow());
        RefundDecision decision;
        RefundFacts? facts;
        try
        {
            var refunds = await stripe.ListRefundsAsync(taken.Scope, taken.Payment, CancellationToken.None).ConfigureAwait(false);
            if (refunds.FirstOrDefault(taken.IsMadeBy) is { } made)
            {
                return (taken.Observe(made, time.GetUtcNow()), null, null);
            }

            if (refunds.Any(taken.MayBeReplacedBy))
            {
                return (Absent(RefundReasons.MadeElsewhere), null, null);
            }

            if (!taken.IsKeyAlive(time.GetUtcNow()))
            {
                return (Absent(RefundReasons.Absent), null, null);
            }

            (decision, var refund) = await decider.DecideAgainAsync(taken).ConfigureAwait(false);
            facts = refund?.Facts();
            if (refund?.Payment.Refunds.FirstOrDefault(taken.IsMadeBy) is { } landed)
            {
                // Between the two reads: what was decided then counted it as somebody else's.
                return (taken.Observe(landed, time.GetUtcNow()), null, null);
            }
        }
        catch (Exception exception)
        {
            var code = exception is BillingException { Code: { } known } ? known : "stripe.unavailable";
            logger.RefundUnknown(exception, taken.RequestId, taken.Scope, code);
            return (taken.Leave(code, time.GetUtcNow(), before.MayLeaveUntil), null, null);
        }

        return decision.Verdict == RefundVerdict.Approved
            ? (await AskAsync(taken with { MayHaveLanded = canStillLand }, before).ConfigureAwait(false), decision, facts)
            : (Absent(RefundReasons.NoLongerApproved), decision, facts);

        RefundIntent Absent(DecisionReason reason) =>
            canStillLand ? taken.Leave(reason.Code, time.GetUtcNow(), before.MayLeaveUntil) : taken.Refuse(reason.Code);
    }

    /// <summary>Asks Stripe, once, and takes in the answer or its absence.</summary>
    /// <param name="intent">What to ask for.</param>
    /// <param name="before">How it was before it was taken up; null if it was never asked for.</param>
    private async Task<RefundIntent> AskAsync(RefundIntent intent, RefundIntent? before)
    {
        var answer = await PostAsync(intent).ConfigureAwait(false);
        var now = time.GetUtcNow();
        switch (answer)
        {
            case { Outcome: StripeWriteOutcome.Done, Value: { } refund }:
                return intent.Observe(refund, now);
            case { Outcome: StripeWriteOutcome.AwaitingApproval, Approval: { } approval }:
                return intent.Await(approval, now);
            case { Outcome: StripeWriteOutcome.Refused, Error: { } error }
                when !intent.MayHaveLanded && (before is null || !RefundReasons.IsPassing(error.Code)):
                return intent.Refuse(RefundReasons.CodeOf(error));
            case { Outcome: StripeWriteOutcome.Refused, Error: { } error } when before is not null:
                // Nothing of this attempt can land, so what may still land is what it was.
                return intent.Leave(RefundReasons.CodeOf(error), now, before.MayLeaveUntil);
            default:
                var code = answer.Error?.Code ?? RefundReasons.Unknown.Code;
                logger.RefundUnknown(answer.Error, intent.RequestId, intent.Scope, code);
                return intent.Leave(code, now, mayHaveLeftUntil: now);
        }
    }

    private async Task<StripeWriteResult<Refund>> PostAsync(RefundIntent intent)
    {
        // Whoever was paused for so long may no longer ask: the lease may be another's, and the key may be forgotten.
        var sendBefore = intent.AskBefore;
        if (time.GetUtcNow() >= sendBefore)
        {
            return StripeWriteResult.Late<Refund>();
        }

        var refund = new NewRefund
        {
            Payment = intent.Payment,
            Amount = intent.Amount,
            Reason = intent.Reason,
            Connect = intent.Connect,
            Metadata = RefundMetadata.Of(intent),
        };
        var key = RefundKeys.IdempotencyKey(intent.Scope, intent.RequestId);
        return await StripeWriteResult.OfAsync(() => stripe.CreateRefundAsync(intent.Scope, refund, key, sendBefore, CancellationToken.None)).ConfigureAwait(false);
    }

    private async Task<RefundResult> RecordAsync(
        RefundIntent before, RefundIntent settled, Actor actor, bool isRepeat, RefundDecision? decision, RefundFacts? facts = null, bool isNews = false)
    {
        // Found out later than whoever asked could wait: open conversations hear of it.
        isNews = (isNews || isRepeat) && settled.State != before.State;
        contexts.Drop(settled.Scope, settled.Customer, settled.Payment);
        try
        {
            var entry = settled.Entry(AuditActions.RefundOutcome, actor, time.GetUtcNow());

            // A first decision is on record with the intent; one made anew is on record here.
            entry = isRepeat && decision is not null
                ? entry with { Reasons = [.. entry.Reasons, .. decision.Reasons], PolicyVersion = decision.PolicyVersion, Facts = facts }
                : entry;
            var batch = new StoreBatch { Intent = settled, Audit = [entry], Change = isNews ? settled.Change(time.GetUtcNow()) : null };
            if (await store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false) == StoreCommit.Conflict)
            {
                // A webhook, or whoever took over a lease, recorded it first.
                var stored = await store.GetRefundIntentAsync(settled.Scope.Merchant, settled.RequestId, CancellationToken.None).ConfigureAwait(false);
                if (settled is { State: RefundState.AwaitingStripeApproval, StripeApproval: { } approval } && stored is { IsOpen: true })
                {
                    // Nobody else can know: no list of refunds shows what waits for an approval.
                    return await RecordAsync(stored, stored.Await(approval, time.GetUtcNow()), actor, isRepeat, decision).ConfigureAwait(false);
                }

                // What is on record came about otherwise: a decision made anew says nothing of it.
                settled = stored ?? settled;
                decision = isRepeat ? null : decision;
            }
            else if (isNews)
            {
                changes.Wake(settled.Scope.Merchant);
            }
        }
        catch (Exception exception)
        {
            // Money may have moved, so this must reach the caller as an open request and not as a failure.
            logger.RefundNotRecorded(exception, settled.RequestId, settled.Scope, settled.State);
            return new RefundResult(settled.RequestId, RefundState.Unknown, [RefundReasons.NotRecorded]) { Amount = settled.Amount, Refund = settled.Refund, IsRepeat = isRepeat };
        }

        logger.RefundOutcome(settled.RequestId, settled.Scope, settled.State, settled.Refund, settled.FailureCode);
        if (settled.State == RefundState.NeedsHuman && isNews)
        {
            logger.RefundNeedsHuman(settled.RequestId, settled.Scope, settled.CreatedAt, settled.FailureCode);
        }

        return ResultOf(settled, isRepeat, decision);
    }

    internal static RefundResult ResultOf(RefundIntent intent, bool isRepeat, RefundDecision? decision = null) =>
        new(intent.RequestId, intent.State, [RefundReasons.OfState(intent), .. decision?.Reasons ?? []])
        {
            PolicyVersion = intent.PolicyVersion,
            Amount = intent.Amount,
            Refund = intent.Refund,
            ExpectedArrival = intent is { RefundedAt: { } at, State: RefundState.Succeeded or RefundState.Pending } ? ExpectedArrival.For(at, intent.MethodType) : null,
            StripeApproval = intent.StripeApproval,
            IsRepeat = isRepeat,
        };
}
