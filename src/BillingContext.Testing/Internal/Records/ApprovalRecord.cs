using BillingContext.Testing.Internal.Operations;

namespace BillingContext.Testing.Internal.Records;

/// <summary>A refund that waits for a second person.</summary>
internal sealed record ApprovalRecord : StripeRecord
{
    public required RefundOrder Order { get; init; }

    public required string Status { get; init; }

    public required long ExpiresAt { get; init; }
}
