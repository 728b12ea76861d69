namespace BillingContext.Payments;

/// <summary>One attempt to take money, failed ones included: what "charged twice" is answered from.</summary>
public sealed record PaymentAttempt
{
    /// <summary>The charge's id.</summary>
    public required ChargeId Id { get; init; }

    /// <summary>The payment it was made for.</summary>
    public required PaymentId Payment { get; init; }

    /// <summary>Stripe's word: <c>succeeded</c>, <c>pending</c> or <c>failed</c>.</summary>
    public required string StripeStatus { get; init; }

    /// <summary>What was tried.</summary>
    public required Money Amount { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Taken, and not only held.</summary>
    public bool IsCaptured { get; init; }

    /// <summary>What Stripe counts as refunded.</summary>
    public required Money Refunded { get; init; }

    /// <summary>The card, if it was one.</summary>
    public CardDetails? Card { get; init; }

    /// <summary>What the merchant wrote beside it, as text from outside.</summary>
    public string? Description { get; init; }

    /// <summary>That it failed, in Stripe's code, such as <c>card_declined</c>.</summary>
    public string? FailureCode { get; init; }

    /// <summary>Why it failed, in Stripe's code, such as <c>insufficient_funds</c>.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Why it failed, in Stripe's words for the merchant.</summary>
    public string? DeclineReason { get; init; }

    /// <summary>When a hold that is not captured is released (UTC).</summary>
    public DateTimeOffset? CaptureBefore { get; init; }

    /// <summary>Id, status and amount.</summary>
    public override string ToString() => $"{Id} {StripeStatus} {Amount}";
}
