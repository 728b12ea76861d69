using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Storage;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold of a batch that was just applied.</summary>
internal sealed class CommitChecks(History history)
{
    internal void Check(StoreBatch batch, RefundIntent? before)
    {
        if (batch.Intent is not { } intent)
        {
            return;
        }

        var merchant = history.Merchants.Find(known => known.Id == intent.Scope.Merchant);
        history.Held(Invariant.I13);
        if (merchant is null || batch.Audit.Any(line => line.Scope != intent.Scope) || (batch.Receipt is { } receipt && receipt.Scope != intent.Scope))
        {
            history.World.Violate(Invariant.I13, $"{intent} is written with another merchant's records");
            return;
        }

        HasLine(batch, intent, before);
        if (intent.State == RefundState.InProgress && before is null or { State: RefundState.Refused or RefundState.NeedsApproval })
        {
            history.Checks.Posts.Recorded(intent.Scope.Merchant, intent.RequestId);
            IsWrittenAhead(batch, intent);
        }

        NamesOne(merchant, intent);
        IsReserved(merchant, intent);
    }

    private void HasLine(StoreBatch batch, RefundIntent intent, RefundIntent? before)
    {
        history.Held(Invariant.I10);
        if (before?.State == intent.State && before.Refund == intent.Refund)
        {
            return;
        }

        if (!batch.Audit.Any(line => line.RequestId == intent.RequestId && line.State == intent.State && line.Refund == intent.Refund))
        {
            history.World.Violate(Invariant.I10, $"{intent.RequestId} becomes {intent.State} without an audit line in the same commit");
        }
    }

    private void IsWrittenAhead(StoreBatch batch, RefundIntent intent)
    {
        history.Held(Invariant.I4);
        if (!batch.Audit.Any(line => line.Action == AuditActions.RefundRecorded && line.RequestId == intent.RequestId && line.Actor is not null && line.Reasons.Count > 0))
        {
            history.World.Violate(Invariant.I4, $"{intent.RequestId} is recorded without who and why");
        }
    }

    private void NamesOne(Merchant merchant, RefundIntent intent)
    {
        var world = history.World;
        if (intent.Refund is { } named)
        {
            history.Held(Invariant.I2);
            if (!merchant.RefundsOf(intent.RequestId).Any(refund => refund.Id == named.Value))
            {
                world.Violate(Invariant.I2, $"{merchant.Id} {intent.RequestId} is {intent.State} by {named}, which is not its refund");
            }
        }

        // What a failover took away cannot be known any more.
        if (intent.State != RefundState.Refused || history.Store.HasLost)
        {
            return;
        }

        history.Held(Invariant.I2);
        if (merchant.RefundsOf(intent.RequestId).Any())
        {
            world.Violate(Invariant.I2, $"{merchant.Id} {intent.RequestId} is Refused ({intent.FailureCode}), and was made");
        }
        else if (history.Checks.Posts.CanLand(merchant, intent.RequestId))
        {
            world.Violate(Invariant.I2, $"{merchant.Id} {intent.RequestId} is Refused ({intent.FailureCode}) while a request for it may still land");
        }
        else if (merchant.Approvals.Any(approval => Merchant.OrderOf(approval) == intent.RequestId && approval.ExpiresAt > world.Now.ToUnixTimeSeconds())
            && !history.Checks.Posts.IsInDoubt(merchant, intent.RequestId))
        {
            world.Violate(Invariant.I2, $"{merchant.Id} {intent.RequestId} is Refused ({intent.FailureCode}) while Stripe waits for its approval");
        }
    }

    /// <summary>What is made, and what may be on its way, by our own records and by the truth about what came back.</summary>
    private void IsReserved(Merchant merchant, RefundIntent intent)
    {
        if (history.Store.HasLost)
        {
            return;
        }

        history.Held(Invariant.I3);
        long held = 0;
        foreach (var order in merchant.Orders)
        {
            var known = history.Store.Find(merchant.Id, order.RequestId);
            if (known is { HoldsMoney: true } && known.Payment == intent.Payment && merchant.RefundsOf(order.RequestId).All(refund => refund.Counts))
            {
                held += known.Amount.MinorUnits;
            }
        }

        if (held > Merchant.Captured)
        {
            history.World.Violate(Invariant.I3, $"{merchant.Id} {intent.RequestId} {intent.State}: {held} of {Merchant.Captured} is refunded or on its way");
        }
    }
}
