namespace BillingContext.Payments;

/// <summary>What a card refund becomes on the statement.</summary>
public enum RefundKind
{
    /// <summary>Not told, or not decided yet.</summary>
    Unknown = 0,

    /// <summary>A credit of its own appears.</summary>
    Refund,

    /// <summary>The original charge disappears, and no credit appears.</summary>
    Reversal,
}
