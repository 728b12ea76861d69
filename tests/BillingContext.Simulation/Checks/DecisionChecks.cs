using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Refunds.Internal;
using BillingContext.Simulation.Nodes;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Storage;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold of a decision on record: it can be made again, and it saw what there was to see.</summary>
internal sealed class DecisionChecks(History history)
{
    private readonly List<(MerchantId Merchant, string RequestId, DateTimeOffset At)> asking = [];

    /// <summary>Somebody asks: whatever was true before this is to be seen.</summary>
    internal (MerchantId Merchant, string RequestId, DateTimeOffset At) Begin(Merchant merchant, string requestId)
    {
        var call = (merchant.Id, requestId, history.World.Now);
        asking.Add(call);
        return call;
    }

    internal void End((MerchantId Merchant, string RequestId, DateTimeOffset At) call) => asking.Remove(call);

    internal void Check(StoreBatch batch)
    {
        foreach (var entry in batch.Audit)
        {
            if (entry.Facts is { } facts)
            {
                CanBeMadeAgain(entry, facts);
                SawWhatThereWas(entry, facts);
            }
        }
    }

    /// <summary>What the rules come to on recorded facts, without anybody's yes.</summary>
    internal static RefundDecision DecideAgain(AuditEntry entry, RefundFacts facts) =>
        RefundGuardrails.Evaluate(in facts).And(PolicyBook.Of(entry.PolicyVersion).Evaluate(in facts));

    private void CanBeMadeAgain(AuditEntry entry, RefundFacts facts)
    {
        history.Held(Invariant.I11);

        // As it will be read, and not as it was written.
        var read = SharedText(entry).Facts!.Value;
        var again = DecideAgain(entry, read);

        // An outcome decided anew begins with what it came to. A yes, limits and stops are beside the facts: see their own checks.
        var reasons = entry.Reasons.Skip(entry.Action == AuditActions.RefundOutcome ? 1 : 0).Where(reason => !IsBeside(reason)).ToList();
        var isBeside = entry.Reasons.Any(IsBeside);
        var isExpected = entry.Action switch
        {
            AuditActions.RefundRecorded => again.Verdict == RefundVerdict.Approved || (again.Verdict == RefundVerdict.NeedsApproval && isBeside),
            AuditActions.RefundDeclined => again.Verdict == RefundVerdict.Denied || isBeside,
            AuditActions.ApprovalRequested => again.Verdict == RefundVerdict.NeedsApproval,
            _ => true,
        };
        if (read != facts || PolicyBook.Of(entry.PolicyVersion).Version != entry.PolicyVersion || !isExpected
            || reasons.Count == 0 || !again.Reasons.SequenceEqual(RefundDecision.Create(again.Verdict, reasons).Reasons))
        {
            history.World.Violate(Invariant.I11, $"{entry} is decided otherwise again: {again}");
        }
    }

    private void SawWhatThereWas(AuditEntry entry, RefundFacts facts)
    {
        if (entry.Action != AuditActions.RefundRecorded || history.Merchants.Find(known => known.Id == entry.Scope.Merchant) is not { } merchant)
        {
            return;
        }

        history.Held(Invariant.I12);
        if (facts.Missing != MissingFacts.None)
        {
            history.World.Violate(Invariant.I12, $"{entry.RequestId} is approved although {facts.Missing} could not be read");
        }

        if (entry.Payment != merchant.PaymentId)
        {
            return;
        }

        var asked = asking.Where(call => call.Merchant == merchant.Id && call.RequestId == entry.RequestId).Select(call => call.At).DefaultIfEmpty(DateTimeOffset.MinValue).Min();
        if (merchant.DisputedAt < asked && facts.Dispute is null)
        {
            history.World.Violate(Invariant.I12, $"{entry.RequestId} is approved as if there were no dispute");
        }

        var elsewhere = merchant.Elsewhere.Where(refund => refund.At < asked).Sum(refund => refund.Amount);
        if (facts.Refunded.MinorUnits < elsewhere)
        {
            history.World.Violate(Invariant.I12, $"{entry.RequestId} is approved as if only {facts.Refunded} of {elsewhere} were refunded");
        }
    }

    private static bool IsBeside(DecisionReason reason) =>
        reason.Code is "approval.given" or "approval.policy_changed" or "approval.facts_changed" or "merchant.stopped" || reason.Code.StartsWith("limit.", StringComparison.Ordinal);

    private static AuditEntry SharedText(AuditEntry entry) => Audit.Internal.AuditJson.Read(Audit.Internal.AuditJson.Write(entry));
}
