namespace BillingContext;

/// <summary>Whose Stripe data, and which: a merchant, the connected account if there is one, and live or test mode.</summary>
/// <remarks>Everything read, cached, keyed and recorded carries its scope, so that accounts and modes never mix.</remarks>
/// <param name="Merchant">The merchant in the host's words.</param>
/// <param name="Account">The connected account sent as <c>Stripe-Account</c>; null for the key's own account.</param>
/// <param name="Livemode">Live mode rather than test mode; told by the API key.</param>
public readonly record struct StripeScope(MerchantId Merchant, StripeAccountId? Account, bool Livemode)
{
    /// <summary>Merchant, account and mode, such as <c>acme/acct_1032D8/test</c>.</summary>
    public override string ToString() => $"{Merchant}/{Account?.Value ?? "own"}/{(Livemode ? "live" : "test")}";
}
