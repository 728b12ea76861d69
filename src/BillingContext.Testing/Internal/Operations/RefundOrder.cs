using System.Collections.ObjectModel;

namespace BillingContext.Testing.Internal.Operations;

internal sealed record RefundOrder
{
    public required string Charge { get; init; }

    public long? Amount { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public string? InstructionsEmail { get; init; }

    public bool ReverseTransfer { get; init; }

    public bool RefundApplicationFee { get; init; }

    /// <summary>What the refund starts as; null for what the payment method usually does.</summary>
    public string? Status { get; init; }
}
