using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Storage;
using BillingContext.Subscriptions;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold of what needs a person's yes, by what people here really said.</summary>
internal sealed class ApprovalChecks(History history)
{
    private readonly List<(ApprovalAnswer Answer, DateTimeOffset At)> said = [];
    private readonly Dictionary<(MerchantId Merchant, string RequestId), (Actor By, Money? Amount)> given = [];
    private readonly Dictionary<(MerchantId Merchant, string RequestId), AuditEntry> shown = [];
    private readonly HashSet<(MerchantId Merchant, string RequestId, long Version)> used = [];
    private readonly HashSet<(MerchantId Merchant, string RequestId)> rejected = [];

    /// <summary>One clock named the end, and another looked: both may be ten minutes off.</summary>
    private TimeSpan TwoClocks =>
        history.Scenario.Has(Incident.ClocksWrong) || history.Scenario.Has(Incident.ClockSteps) ? TimeSpan.FromMinutes(20) : TimeSpan.Zero;

    /// <summary>Somebody says yes.</summary>
    internal void Says(ApprovalAnswer answer) => said.Add((answer, history.World.Now));

    internal void Committed(StoreBatch batch, RefundIntent? before, CancellationIntent? beforeCancellation)
    {
        foreach (var line in batch.Audit.Where(line => line.Action is AuditActions.ApprovalRejected or AuditActions.ApprovalExpired))
        {
            history.Fired(line.Action == AuditActions.ApprovalRejected ? Fault.ApprovalRejected : Fault.ApprovalExpired);
            if (line.Action == AuditActions.ApprovalRejected)
            {
                rejected.Add((line.Scope.Merchant, line.RequestId!));
            }
        }

        if (batch.Intent is { State: RefundState.NeedsApproval } waiting && batch.Audit.FirstOrDefault(line => line.Facts is not null) is { } basis)
        {
            shown[(waiting.Scope.Merchant, waiting.RequestId)] = basis;
        }

        if (batch.Intent is { State: RefundState.InProgress } intent && before is null or { State: RefundState.Refused or RefundState.NeedsApproval })
        {
            var line = batch.Audit.First(line => line.Action == AuditActions.RefundRecorded);
            var needs = DecisionChecks.DecideAgain(line, line.Facts!.Value).Verdict != RefundVerdict.Approved;
            var asked = before is null ? null : Waiting.Of(before);

            // A refund that moves by the yes to its cancellation was decided anew, and needed no yes of its own.
            if (batch.Audit.Any(given => given.Action == AuditActions.ApprovalGiven && given.RequestId == intent.RequestId))
            {
                IsAsShown(intent, line);
            }

            Recorded(batch, new Approved(intent.Scope.Merchant, intent.RequestId, intent.Actor, intent.ApprovedBy, intent.Amount), asked, needs);
        }

        if (batch.Cancellation is { State: CancellationState.InProgress } cancellation
            && beforeCancellation is null or { State: CancellationState.Refused or CancellationState.NeedsApproval })
        {
            var line = batch.Audit.First(line => line.Action == AuditActions.CancellationRecorded);
            var needs = cancellation.Actor.Kind != ActorKind.Person || line.Reasons.Any(NeedsYes);
            var record = new Approved(cancellation.Scope.Merchant, cancellation.RequestId, cancellation.Actor, cancellation.ApprovedBy, cancellation.RefundAmount);
            Recorded(batch, record, beforeCancellation is null ? null : Waiting.Of(beforeCancellation), needs);
        }
    }

    /// <summary>Stripe is asked for something.</summary>
    /// <param name="merchant">Of whose Stripe.</param>
    /// <param name="requestId">For which request.</param>
    /// <param name="amount">How much; null for a cancellation.</param>
    internal void Leaves(Merchant merchant, string requestId, long? amount)
    {
        if (history.Store.HasLost)
        {
            return;
        }

        history.Held(Invariant.I14);
        if (rejected.Contains((merchant.Id, requestId)))
        {
            Violate($"{merchant.Id} {requestId} is asked for, and was rejected");
        }

        if (history.Store.Find(merchant.Id, requestId) is { State: RefundState.NeedsApproval }
            || history.Store.FindCancellation(merchant.Id, requestId) is { State: CancellationState.NeedsApproval })
        {
            Violate($"{merchant.Id} {requestId} is asked for, and waits for a yes");
        }

        if (given.TryGetValue((merchant.Id, requestId), out var yes) && amount > yes.Amount?.MinorUnits)
        {
            Violate($"{merchant.Id} {requestId}: {amount} is asked for, and {yes.By} said yes to {yes.Amount}");
        }
    }

    /// <summary>Something reached a merchant's Stripe.</summary>
    internal void Arrived(Merchant merchant)
    {
        if (given.Count == 0 || history.Store.HasLost)
        {
            return;
        }

        history.Held(Invariant.I14);
        foreach (var made in merchant.AllRefunds.GroupBy(Merchant.OrderOf))
        {
            if (made.Key is { } id && given.TryGetValue((merchant.Id, id), out var yes) && made.Sum(refund => refund.Amount) > yes.Amount?.MinorUnits)
            {
                Violate($"{merchant.Id} {id}: {made.Sum(refund => refund.Amount)} went back, and {yes.By} said yes to {yes.Amount}");
            }
        }
    }

    /// <summary>A rule of the policy that does not hold says what it would have come to.</summary>
    private static bool NeedsYes(DecisionReason reason) =>
        reason.Verdict == RefundVerdict.NeedsApproval && !reason.Code.StartsWith("policy.", StringComparison.Ordinal);

    private void Recorded(StoreBatch batch, Approved record, Waiting? asked, bool needs)
    {
        history.Held(Invariant.I14);
        if (rejected.Contains((record.Merchant, record.RequestId)) && !history.Store.HasLost)
        {
            Violate($"{record} is recorded, and was rejected");
        }

        var line = batch.Audit.FirstOrDefault(line => line.Action == AuditActions.ApprovalGiven);
        given.Remove((record.Merchant, record.RequestId));
        if (record.ApprovedBy is null && line is null)
        {
            if (needs)
            {
                Violate($"{record} is recorded without the yes that it needs");
            }

            return;
        }

        if (line is null && OfCancellation(record))
        {
            return;
        }

        if (line?.RequestId != record.RequestId || line.Actor != record.ApprovedBy || asked is null)
        {
            Violate($"{record} is recorded by a yes that is not its own: {line}");
        }
        else
        {
            Counts(record, asked);
            given[(record.Merchant, record.RequestId)] = (record.ApprovedBy!, record.Amount);
            history.Fired(record.Amount < asked.Amount ? Fault.ApprovalLowered : Fault.ApprovalGiven);
        }
    }

    /// <summary>The payment and the rules are what a person was shown, whatever the amount came to be.</summary>
    private void IsAsShown(RefundIntent intent, AuditEntry line)
    {
        if (shown.TryGetValue((intent.Scope.Merchant, intent.RequestId), out var before) && !history.Store.HasLost
            && (before.PolicyVersion != line.PolicyVersion || before.Facts!.Value with { Now = default, Amount = default } != line.Facts!.Value with { Now = default, Amount = default }))
        {
            Violate($"{intent.RequestId} moves by a yes to {before.Facts} under {before.PolicyVersion}, and is {line.Facts} under {line.PolicyVersion}");
        }
    }

    /// <summary>The refund of a cancellation moves by the yes to that, in the amount the person saw.</summary>
    private bool OfCancellation(Approved record) => history.Store.HasLost
        || given.Any(yes => yes.Key.Merchant == record.Merchant && CancellationIntent.RefundRequestIdOf(yes.Key.RequestId) == record.RequestId
            && yes.Value.By == record.ApprovedBy && record.Amount <= yes.Value.Amount);

    private void Counts(Approved record, Waiting asked)
    {
        var by = record.ApprovedBy!;
        var mine = said.Where(one => one.Answer.Merchant == record.Merchant && one.Answer.RequestId == record.RequestId && one.Answer.By == by
            && one.Answer.Version == asked.Version && (one.Answer.Amount ?? asked.Amount) == record.Amount).ToList();
        if (by.Kind != ActorKind.Person || by == record.AskedBy)
        {
            Violate($"{record} moves by the yes of {by}");
        }
        else if (record.Amount > asked.Amount)
        {
            Violate($"{record} is more than the {asked.Amount} that were asked for");
        }
        else if (mine.Count == 0)
        {
            Violate($"{record} moves by a yes that nobody gave to version {asked.Version}, {asked.Amount}");
        }
        else if (mine.Min(one => one.At) > asked.ExpiresAt + TwoClocks)
        {
            Violate($"{record} moves by a yes of {mine.Min(one => one.At):u}, and waited until {asked.ExpiresAt:u}");
        }
        else if (!used.Add((record.Merchant, record.RequestId, asked.Version)) && !history.Store.HasLost)
        {
            Violate($"{record} moves by a yes that was used before");
        }
    }

    private void Violate(string what) => history.World.Violate(Invariant.I14, what);
}
