using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Worlds;
using BillingContext.Storage;
using BillingContext.Subscriptions;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold once somebody was told that a merchant is stopped.</summary>
internal sealed class SwitchChecks(History history)
{
    private readonly Dictionary<MerchantId, State> states = [];
    private readonly Dictionary<(MerchantId Merchant, string RequestId, Life Life), long> taken = [];
    private long commits;

    /// <summary>Somebody is about to stop: what lets go on from here on makes it say nothing.</summary>
    internal int Stopping(MerchantId merchant) => Of(merchant).Resumes;

    /// <summary>Somebody was told that it is stopped.</summary>
    internal void Stopped(MerchantId merchant, int resumes, MerchantStop stop)
    {
        var state = Of(merchant);
        if (state.Resumes == resumes && state.Resuming == 0)
        {
            // No stop takes back a wider one; what a wider one holds back, it holds back from now.
            (state.What, state.Since) = state.What is { } before && (before == stop.What || before == StoppedActions.Everything)
                ? (before, state.Since)
                : (stop.What, commits);
        }
    }

    internal void Resuming(MerchantId merchant)
    {
        var state = Of(merchant);
        (state.What, state.Resumes, state.Resuming) = (null, state.Resumes + 1, state.Resuming + 1);
    }

    internal void Resumed(MerchantId merchant) => Of(merchant).Resuming--;

    internal void Committed(Life life, StoreBatch batch, RefundIntent? before, CancellationIntent? beforeCancellation)
    {
        commits++;
        foreach (var line in batch.Audit)
        {
            if (line.Action is AuditActions.RefundResumed or AuditActions.CancellationResumed)
            {
                taken[(line.Scope.Merchant, line.RequestId!, life)] = commits;
            }

            if (line.Action != AuditActions.MerchantStopped && line.Reasons.Any(reason => reason.Code == "merchant.stopped"))
            {
                history.Fired(Fault.StopHeldBack);
            }
        }

        if (batch.Intent is { } intent)
        {
            var isNew = intent.State == RefundState.InProgress && before is null or { State: RefundState.Refused or RefundState.NeedsApproval };
            Check(intent.Scope.Merchant, intent.RequestId, intent.ApprovedBy ?? intent.Actor, isNew, "recorded");
        }

        if (batch.Cancellation is { } cancellation)
        {
            var isNew = cancellation.State == CancellationState.InProgress
                && beforeCancellation is null or { State: CancellationState.Refused or CancellationState.NeedsApproval };
            Check(cancellation.Scope.Merchant, cancellation.RequestId, cancellation.ApprovedBy ?? cancellation.Actor, isNew, "recorded");
        }
    }

    /// <summary>A node asks Stripe for something. What it began before the stop may still be on its way; if it took it up later, it must not ask again.</summary>
    internal void Leaves(Life life, Merchant merchant, string requestId, Actor hand) =>
        Check(merchant.Id, requestId, hand, taken.GetValueOrDefault((merchant.Id, requestId, life)) > Of(merchant.Id).Since, "taken up and asked for again");

    private void Check(MerchantId merchant, string requestId, Actor hand, bool isNew, string what)
    {
        if (Of(merchant).What is not { } stopped || history.Store.HasLost)
        {
            return;
        }

        history.Held(Invariant.I16);
        if (isNew && (stopped == StoppedActions.Everything || hand.Kind != ActorKind.Person))
        {
            history.World.Violate(Invariant.I16, $"{merchant} {requestId} of {hand} is {what} although {stopped} is stopped");
        }
    }

    private State Of(MerchantId merchant) => states.TryGetValue(merchant, out var known) ? known : states[merchant] = new State();

    private sealed class State
    {
        internal StoppedActions? What { get; set; }

        /// <summary>How many commits there were when it was said.</summary>
        internal long Since { get; set; }

        internal int Resumes { get; set; }

        internal int Resuming { get; set; }
    }
}
