using BillingContext.Refunds;

namespace BillingContext.StripeAdapter;

/// <summary>A refund for Stripe to make.</summary>
public sealed record NewRefund
{
    /// <summary>The payment to refund.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>How much; always said, so that "all that is left" cannot change between decision and refund.</summary>
    public required Money Amount { get; init; }

    /// <summary>The reason Stripe is told.</summary>
    public required RefundReason Reason { get; init; }

    /// <summary>Who pays, for a destination charge.</summary>
    public DestinationChargeRefunds Connect { get; init; }

    /// <summary>What the refund is stamped with, in this order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; }
}
