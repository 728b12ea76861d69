namespace BillingContext.Policies.Internal;

/// <summary>How a condition compares. The order is canonical too.</summary>
internal enum Operator : byte
{
    AtLeast,
    Above,
    AtMost,
    Below,
    OneOf,
}
