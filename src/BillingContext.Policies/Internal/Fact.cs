namespace BillingContext.Policies.Internal;

/// <summary>What a condition looks at. The order is the canonical order of conditions, so it is part of every policy's version.</summary>
internal enum Fact : byte
{
    Amount,
    Total,
    Age,
    EarlierRefunds,
    Share,
    Reason,
    Actor,
    Identity,
    PaymentMethod,
}
