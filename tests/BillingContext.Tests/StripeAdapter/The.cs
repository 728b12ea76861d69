namespace BillingContext.Tests.StripeAdapter;

/// <summary>Fixed values of the adapter's tests.</summary>
internal static class The
{
    internal const string ReadKey = "rk_test_reading00000000R3AD";
    internal const string WriteKey = "rk_test_writing00000000WR1T";
    internal const string LiveKey = "rk_live_reading00000000L1VE";
    internal const string IdempotencyKey = "bc-refund-0123456789abcdef";

    /// <summary>For tests in which nothing comes too late.</summary>
    internal static DateTimeOffset SendBefore => DateTimeOffset.MaxValue;

    internal static readonly StripeAccountId Account = new("acct_1032D82eZvKYlo2C");
    internal static readonly StripeScope Scope = new(MerchantId.Default, null, Livemode: false);
    internal static readonly CustomerId Customer = new("cus_NffrFeUfNV2Hib");
    internal static readonly PaymentId Payment = new("pi_3MtwBwLkdIwHu7ix28a3tqPa");
    internal static readonly ChargeId Charge = new("ch_3MmlLrLkdIwHu7ix0snN0B15");
    internal static readonly Money Amount = Money.Of("usd", 19_99);
}
