namespace BillingContext;

/// <summary>Something broke: Stripe is down, a key was revoked, a merchant is not configured. What the rules forbid is never an exception but a result.</summary>
/// <remarks>Messages are for developers and agents. They hold no secret and no personal data, but do not show them to customers.</remarks>
public class BillingException : Exception
{
    /// <param name="code">A stable code, listed in docs/errors.md.</param>
    /// <param name="message">What happened, and what to do about it.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public BillingException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>A stable code, such as <c>merchant.unknown</c>; see docs/errors.md.</summary>
    public string Code { get; }

    internal static BillingException UnknownMerchant(MerchantId merchant) => new(
        "merchant.unknown",
        $"No Stripe credentials for merchant '{merchant}'. Call UseStripe(o => o.ApiKey = …) for a single merchant, register an IMerchantCredentialsProvider that knows it, or, where merchants are kept, add it with IMerchantVault.");
}
