using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Storage;

namespace BillingContext.Simulation.Checks;

/// <summary>What must hold of limits, by a ledger of its own: what was recorded when, and whether it may still go out.</summary>
internal sealed class LimitChecks(History history)
{
    private readonly Dictionary<(MerchantId Merchant, string RequestId), RefundIntent> ledger = [];
    private readonly HashSet<(MerchantId Merchant, string RequestId)> heldBack = [];

    internal void Committed(StoreBatch batch, RefundIntent? before)
    {
        foreach (var line in batch.Audit.Where(line => line.RequestId is not null && line.Reasons.Any(reason => reason.Code is "limit.count_reached" or "limit.sum_reached")))
        {
            history.Fired(Fault.LimitReached);
            heldBack.Add((line.Scope.Merchant, line.RequestId!));
        }

        if (batch.Intent is not { } intent || history.Merchants.Find(known => known.Id == intent.Scope.Merchant) is not { Limits.Count: > 0 } merchant)
        {
            return;
        }

        ledger[(merchant.Id, intent.RequestId)] = intent;
        if (intent.State != RefundState.InProgress || before is not (null or { State: RefundState.Refused or RefundState.NeedsApproval }) || history.Store.HasLost)
        {
            return;
        }

        if (heldBack.Remove((merchant.Id, intent.RequestId)))
        {
            history.Fired(Fault.LimitFreed);
        }

        foreach (var limit in merchant.Limits.Where(limit => IsOf(limit, intent, intent)))
        {
            history.Held(Invariant.I15);
            Fits(merchant, limit, [.. ledger.Values.Where(other => other.Scope.Merchant == merchant.Id && IsOut(other) && IsOf(limit, other, intent)).OrderBy(other => other.CreatedAt)]);
        }
    }

    /// <summary>No stretch of time that begins with one of them holds too many, or too much.</summary>
    private void Fits(Merchant merchant, RefundLimit limit, List<RefundIntent> counted)
    {
        foreach (var first in counted)
        {
            var within = counted.Where(other => other.CreatedAt >= first.CreatedAt && other.CreatedAt < first.CreatedAt + limit.Window).ToList();
            if (within.Count > limit.Count
                || within.GroupBy(other => other.Amount.Currency).Any(all => limit.Sums.Any(most => most.Currency == all.Key && all.Sum(one => one.Amount.MinorUnits) > most.MinorUnits)))
            {
                history.World.Violate(
                    Invariant.I15, $"{merchant.Id} '{limit}' holds {string.Join("; ", within.Select(one => $"{one.RequestId} {one.State} {one.Amount} of {one.CreatedAt:u}"))}");
                return;
            }
        }
    }

    private static bool IsOut(RefundIntent intent) =>
        intent.State is not (RefundState.NeedsApproval or RefundState.Refused or RefundState.Failed or RefundState.Canceled);

    /// <summary>Whether a limit counts one refund where it bounds another.</summary>
    private static bool IsOf(RefundLimit limit, RefundIntent other, RefundIntent intent)
    {
        var (hand, mine) = (other.ApprovedBy ?? other.Actor, intent.ApprovedBy ?? intent.Actor);
        var isSame = limit.Per switch
        {
            LimitPer.Actor => hand == mine,
            LimitPer.Conversation => other.Ticket == intent.Ticket,
            LimitPer.Customer => other.Customer == intent.Customer,
            _ => true,
        };
        return isSame && (limit.Actors.Count == 0 || limit.Actors.Contains(hand.Kind));
    }
}
