namespace BillingContext.Subscriptions;

/// <summary>What goes back of the latest invoice.</summary>
public enum CancellationRefund
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The part that was paid for the time left: see <see cref="Proration"/>. Only with <see cref="CancellationKind.Now"/>.</summary>
    Prorated,

    /// <summary>All that was paid and is not refunded yet.</summary>
    Full,
}
