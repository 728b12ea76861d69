using BillingContext.Refunds;

namespace BillingContext.Simulation.Scenes;

/// <summary>A refund somebody wants.</summary>
internal sealed record Order(string RequestId, long? Amount, Actor Actor)
{
    internal TicketReference Ticket { get; init; }

    /// <summary>Of the customer's other payment, where there is one.</summary>
    internal bool IsOfOther { get; init; }

    internal RefundRequest RequestTo(Merchant merchant, long? otherAmount = null) => new()
    {
        RequestId = RequestId,
        Customer = merchant.Resolution,
        Payment = IsOfOther ? new PaymentId(merchant.Other!.PaymentIntentId!) : merchant.PaymentId,
        Amount = (otherAmount ?? Amount) is { } amount ? Money.Of("usd", amount) : null,
        Actor = Actor,
        Ticket = Ticket,
    };
}
