namespace BillingContext.Testing;

/// <summary>The card behind a payment. The default is a US Visa credit card ending in 4242.</summary>
public sealed record SimulatedCard
{
    /// <summary>The network, in Stripe's spelling: <c>visa</c>, <c>mastercard</c>, <c>amex</c> …</summary>
    public string Brand { get; init; } = "visa";

    /// <summary>The digits a customer sees on the card.</summary>
    public string Last4 { get; init; } = "4242";

    /// <summary>Equal for equal card numbers, whoever pays. Left out, it follows from brand and digits.</summary>
    public string? Fingerprint { get; init; }

    /// <summary><c>credit</c>, <c>debit</c>, <c>prepaid</c> or <c>unknown</c>.</summary>
    public string Funding { get; init; } = "credit";

    /// <summary>The two-letter country of the issuing bank.</summary>
    public string Country { get; init; } = "US";

    /// <summary>The month the card expires in.</summary>
    public int ExpiryMonth { get; init; } = 8;

    /// <summary>The year the card expires in.</summary>
    public int ExpiryYear { get; init; } = 2030;

    /// <summary>The wallet the card was used from (<c>apple_pay</c>, <c>google_pay</c>, <c>link</c>), if any.</summary>
    public string? Wallet { get; init; }

    /// <summary>The device's own last digits that a wallet shows instead of <see cref="Last4"/>.</summary>
    public string? WalletLast4 { get; init; }

    /// <summary>The outcome of 3-D Secure (<c>authenticated</c>, <c>attempt_acknowledged</c> …); null when it was not used.</summary>
    public string? ThreeDSecureResult { get; init; }

    internal static SimulatedCard Default { get; } = new();

    internal string FingerprintText => Fingerprint ?? $"Sim{Brand}{Last4}";
}
