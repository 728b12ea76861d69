using BillingContext.Audit;
using BillingContext.Audit.Internal;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Scenes;
using BillingContext.Simulation.Stores;

namespace BillingContext.Simulation.Checks;

/// <summary>The audit log verifies from its first line, and holds what was committed, in that order, and nothing else.</summary>
internal static class AuditChecks
{
    internal static void Check(History history, Merchant merchant)
    {
        var lines = SharedStore.Now(history.Store.Present.ReadAuditAsync(merchant.Id, 0, int.MaxValue, CancellationToken.None));
        var committed = history.Store.Applied.SelectMany(batch => batch.Audit).Where(entry => entry.Scope.Merchant == merchant.Id).ToList();
        if (lines.Count != committed.Count)
        {
            history.World.Violate(Invariant.I10, $"{merchant.Id} has {lines.Count} audit lines of {committed.Count}");
            return;
        }

        var tail = AuditAnchor.Start;
        for (var i = 0; i < lines.Count; i++)
        {
            history.Held(Invariant.I10);
            if (!SharedStore.Chain.Follows(merchant.Id, tail, lines[i]))
            {
                history.World.Violate(Invariant.I10, $"{merchant.Id} line {lines[i].Sequence} does not follow");
            }

            if (lines[i].Body != AuditJson.Write(committed[i] with { Sequence = i + 1 }))
            {
                history.World.Violate(Invariant.I10, $"{merchant.Id} line {lines[i].Sequence} is not what was written: {lines[i].Body}");
            }

            tail = lines[i].Anchor;
        }
    }
}
