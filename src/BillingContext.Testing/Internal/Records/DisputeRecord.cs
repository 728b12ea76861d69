using System.Collections.ObjectModel;

namespace BillingContext.Testing.Internal.Records;

internal sealed record DisputeRecord : StripeRecord
{
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public required string Charge { get; init; }

    public required string Reason { get; init; }

    public required string Status { get; init; }

    public required bool Refundable { get; init; }

    public required string Brand { get; init; }

    public string? PaymentIntent { get; init; }

    public long? DueBy { get; init; }

    public IReadOnlyDictionary<string, string> Evidence { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public int Submissions { get; init; }

    public bool IsInquiry => Status.StartsWith("warning_", StringComparison.Ordinal);
}
