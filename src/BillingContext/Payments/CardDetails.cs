using System.Text.Json.Serialization;

namespace BillingContext.Payments;

/// <summary>What may be shown of a card.</summary>
public sealed record CardDetails
{
    /// <summary>Stripe's word for the brand, such as <c>visa</c>.</summary>
    public string? Brand { get; init; }

    /// <summary>The last four digits.</summary>
    public string? LastFour { get; init; }

    /// <summary>The last four digits of the device's own number, as Apple Pay prints on receipts.</summary>
    public string? WalletLastFour { get; init; }

    /// <summary>The wallet, such as <c>apple_pay</c>.</summary>
    public string? Wallet { get; init; }

    /// <summary>The same for the same card number within one account. Left out of JSON.</summary>
    [JsonIgnore]
    public string? Fingerprint { get; init; }

    /// <summary><c>credit</c>, <c>debit</c>, <c>prepaid</c> or <c>unknown</c>.</summary>
    public string? Funding { get; init; }

    /// <summary>The brand only.</summary>
    public override string ToString() => Brand ?? "card";
}
