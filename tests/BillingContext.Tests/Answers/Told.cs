using System.Globalization;
using BillingContext.Answers;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Tests.Framework;

namespace BillingContext.Tests.Answers;

/// <summary>Payments, refunds and the rest for answers to be about.</summary>
internal static class Told
{
    /// <summary>A Monday.</summary>
    internal static readonly DateTimeOffset Monday = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    internal static readonly AnswerWriter Writer = new(AnswerPhrases.English, CultureInfo.GetCultureInfo("en-US"));

    internal static Payment Payment(string? method = "card", params Refund[] refunds) => new()
    {
        Id = new PaymentId("pi_1"),
        Charge = new ChargeId("ch_1"),
        Status = PaymentStatus.Succeeded,
        StripeStatus = "succeeded",
        Amount = Money.Of("usd", 10_000),
        Captured = Money.Of("usd", 10_000),
        Refunded = Money.Of("usd", refunds.Where(refund => refund.Status is not (RefundStatus.Failed or RefundStatus.Canceled)).Sum(refund => refund.Amount.MinorUnits)),
        CreatedAt = Monday.AddDays(-3),
        MethodType = method,
        Refunds = refunds,
        RefundsComplete = true,
        DisputesComplete = true,
    };

    internal static Refund Refund(RefundStatus status = RefundStatus.Succeeded, string id = "re_1", long amount = 2_000) => new()
    {
        Id = new RefundId(id),
        Status = status,
        StripeStatus = status.ToString().ToLowerInvariant(),
        Amount = Money.Of("usd", amount),
        CreatedAt = Monday,
    };

    internal static Subscription Subscription(SubscriptionStatus status = SubscriptionStatus.Active) => new()
    {
        Id = new SubscriptionId("sub_1"),
        Status = status,
        StripeStatus = status.ToString().ToLowerInvariant(),
        CreatedAt = Monday.AddMonths(-1),
        CurrentPeriodStart = Monday,
        CurrentPeriodEnd = Monday.AddMonths(1),
        Items = [new SubscriptionItem("price_1", "prod_1", Money.Of("usd", 1_500), 2, "month", 1)],
    };

    internal static Invoice Invoice(string status, int attempts, DateTimeOffset? next = null) => new()
    {
        Id = new InvoiceId("in_1"),
        Number = "A-7",
        StripeStatus = status,
        Total = Money.Of("usd", 3_000),
        AmountPaid = Money.Of("usd", status == "paid" ? 3_000 : 0),
        AmountRemaining = Money.Of("usd", status == "paid" ? 0 : 3_000),
        AttemptCount = attempts,
        NextPaymentAttempt = next,
        Payments = [new PaymentId("pi_1")],
    };

    internal static Dispute Dispute(DisputeStatus status, string word, bool isRefundable = false, DateTimeOffset? due = null) => new()
    {
        Id = new DisputeId("du_1"),
        Status = status,
        StripeStatus = word,
        Amount = Money.Of("usd", 10_000),
        CreatedAt = Monday,
        Reason = "product_not_received",
        IsChargeRefundable = isRefundable,
        EvidenceDueBy = due,
    };

    internal static EarlyFraudWarning Warning(bool isActionable) => new()
    {
        Id = "issfr_1",
        IsActionable = isActionable,
        FraudType = "made_with_stolen_card",
        CreatedAt = Monday,
    };

    internal static PaymentContext Context(params Payment[] payments) => new()
    {
        Resolution = CustomerResolution.VerifiedCustomer(Desk.Scope, new CustomerId("cus_1")),
        Links = new DashboardLinks(Desk.Scope),
        AsOf = Monday,
        Payments = payments,
    };
}
