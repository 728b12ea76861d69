using BillingContext.Audit;
using BillingContext.Refunds;
using BillingContext.Simulation.Running;
using BillingContext.Simulation.Worlds;
using BillingContext.Storage;
using BillingContext.Storage.Internal;
using BillingContext.Subscriptions;

namespace BillingContext.Simulation.Stores;

/// <summary>The durable store all nodes share: the shipped one in memory, that can be down, and can lose its last commits in a failover.</summary>
internal sealed class SharedStore(History history)
{
    /// <summary>One key for all histories: making it is not what is tested.</summary>
    internal static readonly AuditChain Chain = new(AuditKey.Parse("c2ltdWxhdGlvbi1zaW11bGF0aW9uLXNpbXVsYXRpb24="));

    private readonly List<StoreBatch> applied = [];

    internal InMemoryBillingStore Present { get; private set; } = new(Chain);

    internal bool IsDown { get; set; }

    /// <summary>Commits were lost: then only what survives is checked.</summary>
    internal bool HasLost { get; private set; }

    /// <summary>What is durable, in the order it was applied.</summary>
    internal IReadOnlyList<StoreBatch> Applied => applied;

    internal StoreCommit Commit(Life life, StoreBatch batch)
    {
        var before = batch.Intent is { } intent ? Find(intent.Scope.Merchant, intent.RequestId) : null;
        var ending = batch.Cancellation is { } cancellation ? FindCancellation(cancellation.Scope.Merchant, cancellation.RequestId) : null;
        var result = Now(Present.CommitAsync(batch, CancellationToken.None));
        if (result == StoreCommit.Applied)
        {
            applied.Add(batch);
            history.Checks.Committed(life, batch, before, ending);
        }

        return result;
    }

    /// <summary>A failover to a copy that lags: the last commits are gone.</summary>
    internal void Lose(int commits)
    {
        var from = Math.Max(0, applied.Count - commits);
        if (from == applied.Count)
        {
            return;
        }

        history.Fired(Fault.CommitsLost);
        history.World.Note($"store loses its last {applied.Count - from} commits");
        HasLost = true;
        applied.RemoveRange(from, applied.Count - from);
        Present = new InMemoryBillingStore(Chain);
        foreach (var batch in applied)
        {
            Now(Present.CommitAsync(batch, CancellationToken.None));
        }
    }

    internal RefundIntent? Find(MerchantId merchant, string requestId) =>
        Now(Present.GetRefundIntentAsync(merchant, requestId, CancellationToken.None));

    internal CancellationIntent? FindCancellation(MerchantId merchant, string requestId) =>
        Now(Present.GetCancellationAsync(merchant, requestId, CancellationToken.None));

    /// <summary>Cancellations that are not at rest, the longest due first.</summary>
    internal IReadOnlyList<CancellationIntent> OpenCancellations() =>
        Now(Present.ListOpenCancellationsAsync(null, DateTimeOffset.MaxValue, int.MaxValue, CancellationToken.None));

    /// <summary>What is not at rest, the longest due first.</summary>
    internal IReadOnlyList<RefundIntent> Open() => Now(Present.ListOpenRefundsAsync(null, DateTimeOffset.MaxValue, int.MaxValue, CancellationToken.None));

    /// <summary>The result of what never waits.</summary>
    internal static T Now<T>(ValueTask<T> operation) => operation.IsCompletedSuccessfully
        ? operation.Result
        : throw new InvalidOperationException("A store in memory does not wait.");
}
