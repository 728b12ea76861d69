namespace BillingContext;

/// <summary>Whose refunds a <see cref="RefundLimit"/> adds up.</summary>
public enum LimitPer
{
    /// <summary>All of the merchant's.</summary>
    Merchant = 0,

    /// <summary>Those of one customer; a guest's payment counts as a customer of its own.</summary>
    Customer,

    /// <summary>Those one actor answers for: who approved them, else who asked for them.</summary>
    Actor,

    /// <summary>Those made in one conversation, by its <see cref="TicketReference"/>. Without one such a limit lets nothing pass.</summary>
    Conversation,
}
