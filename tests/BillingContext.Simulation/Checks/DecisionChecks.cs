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

    private void CanBeMadeAgain(AuditEntry entry, RefundFacts facts)
    {
        history.Held(Invariant.I11);

        // As it will be read, and not as it was written.
        var read = SharedText(entry).Facts!.Value;
        var policy = entry.PolicyVersion == PolicyBook.Strict.Version ? PolicyBook.Strict : PolicyBook.Lenient;
        var again = RefundGuardrails.Evaluate(in read).And(policy.Evaluate(in read));

        // An outcome decided anew begins with what it came to.
        var isOutcome = entry.Action == AuditActions.RefundOutcome;
        if (read != facts || policy.Version != entry.PolicyVersion || !again.Reasons.SequenceEqual(entry.Reasons.Skip(isOutcome ? 1 : 0))
            || (!isOutcome && (entry.Action == AuditActions.RefundRecorded) != (again.Verdict == RefundVerdict.Approved)))
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

    private static AuditEntry SharedText(AuditEntry entry) => Audit.Internal.AuditJson.Read(Audit.Internal.AuditJson.Write(entry));
}
