namespace BillingContext.Testing.Internal;

/// <summary>How an account's refunds behave; set through <see cref="SimulatedAccount"/>.</summary>
internal sealed class RefundSettings
{
    public string? NextStatus { get; set; }

    public bool AsReversal { get; set; }

    public TimeSpan ReferenceDelay { get; set; } = TimeSpan.FromDays(3);

    public long? AvailableBalance { get; set; }

    public long? ApprovalThreshold { get; set; }
}
