using BillingContext.Refunds;

namespace BillingContext.Simulation.Scenes;

/// <summary>A refund somebody wants.</summary>
internal sealed record Order(string RequestId, long? Amount, Actor Actor)
{
    internal RefundRequest RequestTo(Merchant merchant, long? otherAmount = null) => new()
    {
        RequestId = RequestId,
        Customer = merchant.Resolution,
        Payment = merchant.PaymentId,
        Amount = (otherAmount ?? Amount) is { } amount ? Money.Of("usd", amount) : null,
        Actor = Actor,
    };
}
