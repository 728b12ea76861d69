namespace BillingContext.Answers;

/// <summary>Why several charges are seen where one was expected.</summary>
public enum ChargeFindingKind
{
    /// <summary>Alike, and nothing tells them apart or says that they are the same: there is a question to ask.</summary>
    Unclear = 0,

    /// <summary>The same thing was paid more than once.</summary>
    Duplicate,

    /// <summary>Different orders, invoices or days that cost the same.</summary>
    SeparateOrders,

    /// <summary>Attempts that failed: a bank may show them for some days, and takes nothing.</summary>
    FailedAttempts,

    /// <summary>An amount that is held and not taken, or was let go.</summary>
    Hold,

    /// <summary>One payment that was held first and taken later: a bank may show both.</summary>
    CapturedHold,

    /// <summary>Payments for successive periods of one subscription.</summary>
    Renewal,

    /// <summary>A change of a subscription, charged besides its regular payment.</summary>
    Proration,

    /// <summary>Two subscriptions.</summary>
    SecondSubscription,

    /// <summary>Paid more than once, and what was too much is on its way back or is back.</summary>
    AlreadyRefunded,

    /// <summary>One payment, in another currency than the customer saw.</summary>
    CurrencyConversion,

    /// <summary>One order or invoice, paid in parts.</summary>
    SplitShipment,
}
