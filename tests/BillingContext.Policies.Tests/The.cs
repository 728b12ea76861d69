using BillingContext.Refunds;

namespace BillingContext.Policies.Tests;

/// <summary>Fixed values the tests share.</summary>
internal static class The
{
    internal static readonly DateTimeOffset PaymentTime = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    internal static readonly DateTimeOffset Now = PaymentTime.AddDays(12);
    internal static readonly StripeScope Scope = new(MerchantId.Default, null, Livemode: true);

    /// <summary>"Under $150 within 30 days", the policy of the first page of the docs.</summary>
    internal static readonly RefundPolicy SmallAndRecent = RefundPolicy.Create(RefundVerdict.NeedsApproval, policy => policy
        .Approve("small and recent", when => when.AmountAtMost(Money.Of("usd", 150_00)).WithinDays(30)));

    internal static Money Usd(decimal amount) => Money.FromMajorUnits(amount, new CurrencyCode("usd"));
}
