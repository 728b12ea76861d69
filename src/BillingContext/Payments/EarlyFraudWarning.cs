namespace BillingContext.Payments;

/// <summary>The bank of a card says that a charge may have been fraud, before anybody has disputed it. One charge may have several.</summary>
/// <remarks>Source: https://docs.stripe.com/api/radar/early_fraud_warnings/object.</remarks>
public sealed record EarlyFraudWarning
{
    /// <summary>The warning's id.</summary>
    public required string Id { get; init; }

    /// <summary>The charge it is about.</summary>
    public ChargeId? Charge { get; init; }

    /// <summary>The payment it is about.</summary>
    public PaymentId? Payment { get; init; }

    /// <summary>The charge is neither disputed nor refunded in full: a refund of all that is left would prevent the dispute.</summary>
    public bool IsActionable { get; init; }

    /// <summary>Stripe's word for the kind of fraud, such as <c>made_with_stolen_card</c>.</summary>
    public string? FraudType { get; init; }

    /// <summary>When the bank warned (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Id and kind.</summary>
    public override string ToString() => $"{Id} {FraudType}";
}
