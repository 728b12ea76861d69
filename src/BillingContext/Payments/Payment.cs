using System.Text.Json.Serialization;

namespace BillingContext.Payments;

/// <summary>One payment: a PaymentIntent with its latest charge, or a charge made without one.</summary>
/// <remarks>Sources: https://docs.stripe.com/api/payment_intents/object and https://docs.stripe.com/api/charges/object.</remarks>
public sealed record Payment
{
    /// <summary>The PaymentIntent's id, or the charge's if there is none.</summary>
    public required PaymentId Id { get; init; }

    /// <summary>The latest charge; null before the first attempt.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>Whose payment; null for a guest's.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>Live mode rather than test mode.</summary>
    public bool Livemode { get; init; }

    /// <summary>Where it stands.</summary>
    public PaymentStatus Status { get; init; }

    /// <summary>Stripe's own word for the status, also when this version does not know it.</summary>
    public required string StripeStatus { get; init; }

    /// <summary>What was asked for.</summary>
    public required Money Amount { get; init; }

    /// <summary>What was taken.</summary>
    public required Money Captured { get; init; }

    /// <summary>What Stripe counts as refunded, refunds under way included. Null if the charge could not be read.</summary>
    public Money? Refunded { get; init; }

    /// <summary>What can still be refunded. Null if the charge could not be read.</summary>
    public Money? Refundable => Refunded is { } refunded ? Captured - refunded : null;

    /// <summary>When the payment was begun (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the latest charge was made (UTC): the day on the statement, and where refund windows count from.</summary>
    public DateTimeOffset? ChargedAt { get; init; }

    /// <summary>When a hold that is not captured is released (UTC).</summary>
    public DateTimeOffset? CaptureBefore { get; init; }

    /// <summary>The merchant's description, as text from outside.</summary>
    public string? Description { get; init; }

    /// <summary>What the customer's statement says.</summary>
    public string? StatementDescriptor { get; init; }

    /// <summary>The merchant's order number, if it was given to Stripe as one.</summary>
    public string? OrderReference { get; init; }

    /// <summary>The number on Stripe's receipt.</summary>
    public string? ReceiptNumber { get; init; }

    /// <summary>Stripe's word for how it was paid, such as <c>card</c> or <c>sepa_debit</c>. Null if the charge could not be read.</summary>
    public string? MethodType { get; init; }

    /// <summary>The card, if it was one.</summary>
    public CardDetails? Card { get; init; }

    /// <summary>That the latest attempt failed, in Stripe's code, such as <c>card_declined</c>.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Why the latest attempt failed, in Stripe's code, such as <c>insufficient_funds</c>.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Why the latest attempt failed, in Stripe's words for the merchant.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>A destination charge: part of the money went to a connected account.</summary>
    public bool HasTransfer { get; init; }

    /// <summary>Stripe or the merchant marked the charge as fraudulent.</summary>
    public bool IsReportedFraudulent { get; init; }

    /// <summary>What the customer saw, where they paid in a currency of their own.</summary>
    public Money? Presented { get; init; }

    /// <summary>The merchant's own data, as text from outside. Left out of JSON.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = EmptyMetadata;

    /// <summary>Refunds, newest first. See <see cref="RefundsComplete"/>.</summary>
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>Whether <see cref="Refunds"/> are all there are.</summary>
    public bool RefundsComplete { get; init; }

    /// <summary>The charge was disputed at some time, which may be over: see <see cref="Disputes"/>.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Disputes, newest first. See <see cref="DisputesComplete"/>.</summary>
    public IReadOnlyList<Dispute> Disputes { get; init; } = [];

    /// <summary>Whether <see cref="Disputes"/> are all there are.</summary>
    public bool DisputesComplete { get; init; }

    /// <summary>
    /// Early fraud warnings, newest first. Null if they were not asked for, could not be read, or could prevent nothing any more: see
    /// <see cref="PaymentContextRequest.IncludeFraudWarnings"/>.
    /// </summary>
    public IReadOnlyList<EarlyFraudWarning>? FraudWarnings { get; init; }

    internal static IReadOnlyDictionary<string, string> EmptyMetadata { get; } = new Dictionary<string, string>().AsReadOnly();

    /// <summary>Id, status and amount.</summary>
    public override string ToString() => $"{Id} {StripeStatus} {Amount}";
}
