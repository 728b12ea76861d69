namespace BillingContext.Refunds;

/// <summary>Whether somebody may approve something.</summary>
public sealed record ApprovalQuestion
{
    /// <summary>Merchant, account and mode.</summary>
    public required StripeScope Scope { get; init; }

    /// <summary>The host's id of the request.</summary>
    public required string RequestId { get; init; }

    /// <summary>The person who wants to approve it.</summary>
    public required Actor By { get; init; }

    /// <summary>Who asked for it.</summary>
    public required Actor AskedBy { get; init; }

    /// <summary>The ticket it was asked for in.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>How much would go back; null for a cancellation without a refund.</summary>
    public Money? Amount { get; init; }

    /// <summary>The payment to refund.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>The subscription to cancel; null for a refund.</summary>
    public SubscriptionId? Subscription { get; init; }
}
