namespace BillingContext.Audit.Internal;

/// <summary>An enum whose zero is the safe value, as almost all of ours are.</summary>
internal sealed class ZeroWord<T>() : EnumWord<T>(default)
    where T : struct, Enum;
