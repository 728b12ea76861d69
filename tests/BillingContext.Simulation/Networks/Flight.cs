using BillingContext.Simulation.Worlds;

namespace BillingContext.Simulation.Networks;

/// <summary>A POST on its way to Stripe, or held up before it.</summary>
internal sealed class Flight(Life life, string requestId)
{
    private DateTimeOffset? arrives;
    private bool isOver;
    private bool isInDoubt = true;

    internal string RequestId { get; } = requestId;

    /// <summary>Whether nobody on our side knows what became of it: the answer did not come, or not to a node that lives.</summary>
    internal bool IsInDoubt => isInDoubt || life.IsDead;

    internal void Answer(bool isClear) => isInDoubt = !isClear;

    internal void ArriveAt(DateTimeOffset at) => arrives = at;

    internal void Land() => isOver = true;

    internal bool CanLand(DateTimeOffset now) => arrives is { } at ? at >= now : !isOver && !life.IsDead;
}
