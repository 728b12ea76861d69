namespace BillingContext.Simulation.Crash;

/// <summary>What everybody asks for in a run, each with places of its own to die at.</summary>
internal enum Deed
{
    /// <summary>A refund that an agent asks for.</summary>
    Refund,

    /// <summary>A refund that an assistant asks for, and a person approves.</summary>
    Approval,

    /// <summary>A subscription that ends now, with a refund of its latest invoice: two writes, one after the other.</summary>
    Cancellation,
}

internal static class Deeds
{
    /// <summary>What Stripe is asked for, in this order.</summary>
    internal static IReadOnlyList<string> Writes(this Deed deed) =>
        deed == Deed.Cancellation ? ["DELETE /v1/subscriptions", "POST /v1/refunds"] : ["POST /v1/refunds"];
}
