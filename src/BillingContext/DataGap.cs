namespace BillingContext;

/// <summary>A part of an answer that is missing, and why: an absent refund is never mistaken for "no refunds".</summary>
/// <param name="Area">What is missing.</param>
/// <param name="Reason">Why it is missing.</param>
/// <param name="Permission">The permission the key lacks, such as <c>rak_dispute_read</c>, where Stripe named it.</param>
public sealed record DataGap(DataArea Area, DataGapReason Reason, string? Permission = null)
{
    /// <summary>A sentence for the agent.</summary>
    public string Describe() => Reason switch
    {
        DataGapReason.PermissionMissing => $"{Name} could not be read: the Stripe key lacks {Permission ?? "a permission"}.",
        DataGapReason.MoreExist => $"{Name}: there are more than are shown here.",
        DataGapReason.NotSupported => $"{Name} could not be looked up: this Stripe account does not offer it.",
        DataGapReason.Busy => $"{Name} could not be read: too many requests at once. Try again in a moment.",
        _ => $"{Name} could not be read: Stripe did not answer.",
    };

    private string Name => Area switch
    {
        DataArea.OtherEmailSpellings => "Customers with another spelling of the e-mail",
        DataArea.Charges => "Card details and refunds",
        DataArea.Attempts => "Payment attempts",
        DataArea.OlderPayments => "Older payments",
        DataArea.FraudWarnings => "Early fraud warnings",
        _ => Area.ToString(),
    };
}
