using BillingContext.Audit;
using BillingContext.Internal;
using BillingContext.Payments;
using BillingContext.Storage;
using BillingContext.StripeAdapter;
using BillingContext.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BillingContext.Refunds.Internal;

/// <summary>Carries a recorded refund to Stripe, records what came of it, and finds out what became of one whose answer was lost.</summary>
internal sealed class RefundExecution(
    IStripeAdapter stripe,
    IBillingStore store,
    IContextInvalidation contexts,
    IOptionsMonitor<StripeOptions> options,
    TimeProvider time,
    ILogger<RefundExecution> logger)
{
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    /// <summary>How far Stripe's clock and ours may be apart; Stripe writes whole seconds.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    /// <summary>Until when a call that holds a refund may be at work: it lists, it posts, it records.</summary>
    internal DateTimeOffset LeaseFrom(DateTimeOffset now) => now + (2 * options.CurrentValue.TotalTimeout) + LeaseMargin;

    /// <summary>Asks Stripe for a refund just recorded. From here on no cancellation counts until the outcome is recorded.</summary>
    internal async Task<RefundResult> ExecuteAsync(RefundIntent intent, RefundDecision decision)
    {
        var settled = Settle(intent, await PostAsync(intent).ConfigureAwait(false));
        return await RecordAsync(settled, isRepeat: false, decision).ConfigureAwait(false);
    }

    /// <summary>Answers a request that is on record: from the record, or, if its outcome is open, by finding out.</summary>
    /// <param name="intent">The record.</param>
    /// <param name="actor">Who asks now.</param>
    /// <param name="decide">Whether it would still be decided in its favour: asked before Stripe is asked for money again.</param>
    /// <param name="cancellationToken">Counts until the request is taken up.</param>
    internal async Task<RefundResult> ResumeAsync(
        RefundIntent intent, Actor actor, Func<Task<RefundDecision>> decide, CancellationToken cancellationToken)
    {
        if (intent.State == RefundState.AwaitingStripeApproval)
        {
            return await LookForApprovedAsync(intent, cancellationToken).ConfigureAwait(false);
        }

        var now = time.GetUtcNow();
        if (intent.State is not (RefundState.Unknown or RefundState.InProgress) || intent.LeaseUntil > now)
        {
            return ResultOf(intent, isRepeat: true);
        }

        // Whoever held it may have asked Stripe and died: from now on no refusal is the last word.
        var held = intent with { LeaseUntil = LeaseFrom(now), MayHaveLanded = true };
        var entry = Entry(held, AuditActions.RefundResumed) with { Actor = actor };
        var commit = await StoreErrors.TranslateAsync(store.CommitAsync(new StoreBatch { Intent = held, Audit = [entry] }, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (commit == StoreCommit.Conflict)
        {
            return ResultOf(intent with { State = RefundState.InProgress }, isRepeat: true);
        }

        var (settled, decision) = await FindOutAsync(held with { Version = held.Version + 1 }, decide).ConfigureAwait(false);
        return await RecordAsync(settled, isRepeat: true, decision).ConfigureAwait(false);
    }

    /// <summary>
    /// Looks among the payment's refunds, never by search, which lags. Asks again only with the same key, only while that protects, only
    /// if the refund would still be approved, and not where somebody helped out by hand in the meantime.
    /// </summary>
    private async Task<(RefundIntent Settled, RefundDecision? Decision)> FindOutAsync(RefundIntent intent, Func<Task<RefundDecision>> decide)
    {
        RefundDecision decision;
        try
        {
            var refunds = await stripe.ListRefundsAsync(intent.Scope, intent.Payment, CancellationToken.None).ConfigureAwait(false);
            if (refunds.FirstOrDefault(intent.IsMadeBy) is { } made)
            {
                return (intent.Observe(made), null);
            }

            if (refunds.Any(refund => MayStandInFor(intent, refund)))
            {
                return (Open(intent, RefundReasons.MadeElsewhere.Code), null);
            }

            if (IsTooOld(intent))
            {
                return (Open(intent, RefundReasons.Unknown.Code), null);
            }

            decision = await decide().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var code = exception is BillingException { Code: { } known } ? known : "stripe.unavailable";
            logger.RefundUnknown(exception, intent.RequestId, intent.Scope, code);
            return (Open(intent, code), null);
        }

        return decision.Verdict == RefundVerdict.Approved
            ? (Settle(intent, await PostAsync(intent).ConfigureAwait(false)), decision)
            : (Open(intent, RefundReasons.Unknown.Code), decision);
    }

    private bool IsTooOld(RefundIntent intent) => time.GetUtcNow() - intent.CreatedAt >= RefundKeys.KeyLifetime;

    /// <summary>A refund that no request of ours made, since this one was recorded: maybe an agent's, in the dashboard, who saw none.</summary>
    private static bool MayStandInFor(RefundIntent intent, Refund refund) =>
        (refund.RequestId is null || refund.IsOf(intent.Scope.Merchant, intent.RequestId))
        && refund.CreatedAt >= intent.CreatedAt - ClockSkew
        && refund.Status is not (RefundStatus.Failed or RefundStatus.Canceled);

    /// <summary>Stripe makes an approved refund itself; its webhook usually tells. Never asked for again.</summary>
    private async Task<RefundResult> LookForApprovedAsync(RefundIntent intent, CancellationToken cancellationToken)
    {
        var refunds = await stripe.ListRefundsAsync(intent.Scope, intent.Payment, cancellationToken).ConfigureAwait(false);
        return refunds.FirstOrDefault(intent.IsMadeBy) is { } made
            ? await RecordAsync(intent.Observe(made), isRepeat: true, decision: null).ConfigureAwait(false)
            : ResultOf(intent, isRepeat: true);
    }

    private async Task<StripeWriteResult<Refund>> PostAsync(RefundIntent intent)
    {
        if (IsTooOld(intent))
        {
            return StripeWriteResult.Unknown<Refund>(new StripeAdapterException(
                StripeErrorKind.Unknown, "The idempotency key is too old to protect from a second refund, so Stripe was not asked again."));
        }

        var refund = new NewRefund
        {
            Payment = intent.Payment,
            Amount = intent.Amount,
            Reason = intent.Reason,
            Connect = intent.Connect,
            Metadata = RefundMetadata.Of(intent),
        };
        try
        {
            return await stripe.CreateRefundAsync(intent.Scope, refund, RefundKeys.IdempotencyKey(intent.Scope, intent.RequestId), CancellationToken.None).ConfigureAwait(false);
        }
        catch (BillingException exception) when (exception is StripeAdapterException { Kind: not StripeErrorKind.Unknown } or { Code: "merchant.unknown" or "scope.mismatch" })
        {
            // The merchant's credentials went away between decision and refund.
            return StripeWriteResult.Refused<Refund>(
                exception as StripeAdapterException ?? new StripeAdapterException(StripeErrorKind.NotSent, exception.Message, exception));
        }
        catch (Exception exception)
        {
            // Whatever a host's adapter or handler throws says nothing of what Stripe did.
            return StripeWriteResult.Unknown<Refund>(exception as StripeAdapterException
                ?? new StripeAdapterException(StripeErrorKind.Unknown, "The Stripe adapter failed while a refund was made.", exception));
        }
    }

    private RefundIntent Settle(RefundIntent intent, StripeWriteResult<Refund> answer)
    {
        switch (answer)
        {
            case { Outcome: StripeWriteOutcome.Done, Value: { } refund }:
                return intent.Observe(refund);
            case { Outcome: StripeWriteOutcome.AwaitingApproval, Approval: { } approval }:
                return intent with { State = RefundState.AwaitingStripeApproval, StripeApproval = approval };
            case { Outcome: StripeWriteOutcome.Refused, Error: { } error } when !intent.MayHaveLanded:
                return intent with { State = RefundState.Refused, FailureCode = RefundReasons.CodeOf(error) };
            default:
                logger.RefundUnknown(answer.Error, intent.RequestId, intent.Scope, answer.Error?.Code ?? "outcome.unknown");
                return Open(intent, answer.Error?.Code ?? "outcome.unknown");
        }
    }

    /// <summary>Left open; the lease ends, so that the next who asks can find out.</summary>
    private RefundIntent Open(RefundIntent intent, string code) =>
        intent with { State = RefundState.Unknown, MayHaveLanded = true, FailureCode = code, LeaseUntil = time.GetUtcNow() };

    private async Task<RefundResult> RecordAsync(RefundIntent settled, bool isRepeat, RefundDecision? decision)
    {
        contexts.Drop(settled.Scope, settled.Customer, settled.Payment);
        try
        {
            var entry = Entry(settled, AuditActions.RefundOutcome);

            // A first decision is on record with the intent; one made anew is on record here.
            entry = isRepeat && decision is not null ? entry with { Reasons = [.. entry.Reasons, .. decision.Reasons], PolicyVersion = decision.PolicyVersion } : entry;
            var batch = new StoreBatch { Intent = settled, Audit = [entry] };
            if (await store.CommitAsync(batch, CancellationToken.None).ConfigureAwait(false) == StoreCommit.Conflict)
            {
                // A webhook, or whoever took over a lease, recorded it first.
                settled = await store.GetRefundIntentAsync(settled.Scope.Merchant, settled.RequestId, CancellationToken.None).ConfigureAwait(false) ?? settled;
            }
        }
        catch (Exception exception)
        {
            // Money may have moved, so this must reach the caller as an open request and not as a failure.
            logger.RefundNotRecorded(exception, settled.RequestId, settled.Scope, settled.State);
            return new RefundResult(settled.RequestId, RefundState.Unknown, [RefundReasons.NotRecorded]) { Amount = settled.Amount, Refund = settled.Refund, IsRepeat = isRepeat };
        }

        logger.RefundOutcome(settled.RequestId, settled.Scope, settled.State, settled.Refund, settled.FailureCode);
        return ResultOf(settled, isRepeat, decision);
    }

    private AuditEntry Entry(RefundIntent intent, string action) => new()
    {
        Scope = intent.Scope,
        At = time.GetUtcNow(),
        Action = action,
        Actor = intent.Actor,
        Ticket = intent.Ticket,
        Customer = intent.Customer,
        Payment = intent.Payment,
        RequestId = intent.RequestId,
        Refund = intent.Refund,
        Amount = intent.Amount,
        State = intent.State,
        PolicyVersion = intent.PolicyVersion,
        Reasons = [RefundReasons.OfState(intent)],
    };

    private static RefundResult ResultOf(RefundIntent intent, bool isRepeat, RefundDecision? decision = null) =>
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
