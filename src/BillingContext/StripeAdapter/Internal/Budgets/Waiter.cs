namespace BillingContext.StripeAdapter.Internal.Budgets;

/// <summary>A request that wants its turn.</summary>
internal sealed class Waiter(EndpointLane lane)
{
    internal EndpointLane Lane { get; } = lane;

    /// <summary>Kept when its turn comes; none is needed if that is at once.</summary>
    internal TaskCompletionSource? Promise { get; set; }

    internal LinkedListNode<Waiter>? Place { get; set; }

    internal bool HasTurn { get; set; }
}
