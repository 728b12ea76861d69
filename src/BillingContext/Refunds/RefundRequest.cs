using BillingContext.Customers;

namespace BillingContext.Refunds;

/// <summary>A refund someone asks for.</summary>
public sealed record RefundRequest
{
    /// <summary>
    /// The host's own id of this request, 1 to 200 letters, digits and <c>_ - . :</c>, the same on every retry: the same request twice is one
    /// refund. Another refund, even of the same amount, needs another id.
    /// </summary>
    public required string RequestId { get; init; }

    /// <summary>Who is asking, from <see cref="ICustomerResolver"/>.</summary>
    public required CustomerResolution Customer { get; init; }

    /// <summary>The payment to refund.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>How much; null for all that is left.</summary>
    public Money? Amount { get; init; }

    /// <summary>The reason Stripe is told.</summary>
    public RefundReason Reason { get; init; }

    /// <summary>A note for the audit log, up to 500 characters. Stripe never sees it.</summary>
    public string? Note { get; init; }

    /// <summary>Who makes the refund.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The ticket it is made in.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>The person who approved it. Only what approves sets it: a host cannot.</summary>
    internal Actor? ApprovedBy { get; init; }

    /// <summary>Ids and amount only.</summary>
    public override string ToString() => $"{RequestId}: {Amount?.ToString() ?? "all"} of {Payment} by {Actor}";
}
