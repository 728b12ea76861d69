namespace BillingContext.Subscriptions;

/// <summary>What is asked of a subscription.</summary>
public enum CancellationKind
{
    /// <summary>It ends with the period that is paid for.</summary>
    AtPeriodEnd = 0,

    /// <summary>It ends at once.</summary>
    Now,

    /// <summary>It was to end with its period, and goes on after all.</summary>
    Undo,
}
