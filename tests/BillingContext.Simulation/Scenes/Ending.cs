using BillingContext.Subscriptions;

namespace BillingContext.Simulation.Scenes;

/// <summary>A cancellation somebody wants, or that one is undone.</summary>
internal sealed record Ending(string RequestId, CancellationKind Kind, CancellationRefund Refund = CancellationRefund.None)
{
    internal Actor By { get; init; } = Actor.Person("agent");

    internal TicketReference Ticket { get; init; }

    internal CancellationRequest RequestTo(Merchant merchant) => new()
    {
        RequestId = RequestId,
        Customer = merchant.Resolution,
        Subscription = new SubscriptionId(merchant.Subscription!.SubscriptionId),
        Kind = Kind,
        Refund = Refund,
        Actor = By,
        Ticket = Ticket,
    };
}
