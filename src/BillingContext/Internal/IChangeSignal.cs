namespace BillingContext.Internal;

/// <summary>Wakes the conversations of a merchant on this node, after a change was recorded.</summary>
internal interface IChangeSignal
{
    /// <summary>Wakes them; they read the change from the store.</summary>
    void Wake(MerchantId merchant);
}
