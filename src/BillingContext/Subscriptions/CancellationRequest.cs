using BillingContext.Customers;

namespace BillingContext.Subscriptions;

/// <summary>A cancellation someone asks for, or that one is undone.</summary>
public sealed record CancellationRequest
{
    /// <summary>
    /// The host's own id of this request, 1 to 190 letters, digits and <c>_ - . :</c>, the same on every retry: the same request twice is one
    /// cancellation. Its refund is the refund request <c>{RequestId}:refund</c>.
    /// </summary>
    public required string RequestId { get; init; }

    /// <summary>Who is asking, from <see cref="ICustomerResolver"/>.</summary>
    public required CustomerResolution Customer { get; init; }

    /// <summary>The subscription.</summary>
    public required SubscriptionId Subscription { get; init; }

    /// <summary>What is asked of it.</summary>
    /// <value>The default is <see cref="CancellationKind.AtPeriodEnd"/>.</value>
    public CancellationKind Kind { get; init; }

    /// <summary>What goes back of the latest invoice, decided like any refund.</summary>
    /// <value>The default is <see cref="CancellationRefund.None"/>.</value>
    public CancellationRefund Refund { get; init; }

    /// <summary>With <see cref="CancellationKind.Now"/>: bill at once what was used and is not billed yet.</summary>
    /// <value>The default is false.</value>
    public bool InvoiceNow { get; init; }

    /// <summary>A note for the audit log, up to 500 characters. Stripe never sees it.</summary>
    public string? Note { get; init; }

    /// <summary>Who cancels.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The ticket it is done in.</summary>
    public TicketReference Ticket { get; init; }

    /// <summary>The person who approved it. Only what approves sets it: a host cannot.</summary>
    internal Actor? ApprovedBy { get; init; }

    /// <summary>Ids only.</summary>
    public override string ToString() => $"{RequestId}: {Kind} {Subscription} by {Actor}";
}
