using BillingContext.Audit;
using BillingContext.Audit.Internal;
using BillingContext.Customers;
using BillingContext.Payments;
using BillingContext.Refunds;

namespace BillingContext.Tests.Audit;

/// <summary>Logs, lines and keys.</summary>
internal static class Some
{
    internal static readonly MerchantId Acme = new("acme");
    internal static readonly MerchantId Beta = new("beta");
    internal static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    internal static AuditKey Key(byte seed = 1) => AuditKey.Parse(KeyText(seed));

    internal static string KeyText(byte seed = 1) => Convert.ToBase64String([.. Enumerable.Range(seed, 32).Select(value => (byte)value)]);

    internal static AuditChain Chain(byte seed = 1) => new(Key(seed));

    /// <summary>Every property filled, and none with its default.</summary>
    internal static AuditEntry Entry(MerchantId? merchant = null, int number = 1) => new()
    {
        Scope = new StripeScope(merchant ?? Acme, new StripeAccountId("acct_1"), Livemode: true),
        At = Now.AddSeconds(number),
        Action = AuditActions.RefundRecorded,
        Actor = Actor.Person("agent_7"),
        Ticket = new TicketReference($"T-{number}"),
        Customer = new CustomerId("cus_1"),
        Payment = new PaymentId("pi_1"),
        RequestId = $"request-{number}",
        Refund = new RefundId("re_1"),
        EventId = "evt_1",
        Amount = Money.Of("usd", 1_200),
        State = RefundState.InProgress,
        Subscription = new SubscriptionId("sub_1"),
        Cancellation = BillingContext.Subscriptions.CancellationState.Canceled,
        CancellationKind = BillingContext.Subscriptions.CancellationKind.Now,
        PolicyVersion = "sha256:00112233445566778899aabbccddeeff",
        Reasons =
        [
            new DecisionReason("policy.rule_held", RefundVerdict.Approved, "12.00 USD is at most 150.00 USD.", "small and recent") { Until = Now.AddDays(1) },
            new DecisionReason("guardrails.passed", RefundVerdict.Approved, "Identity, ownership, amount and disputes are in order."),
        ],
        Facts = Facts(number),
        Note = "arrived broken",
    };

    internal static RefundFacts Facts(int number = 1) => new()
    {
        Now = Now.AddSeconds(number),
        Scope = new StripeScope(Acme, new StripeAccountId("acct_1"), Livemode: true),
        Identity = ResolutionStatus.Confirmed,
        IsConfirmedByActor = true,
        Actor = ActorKind.Person,
        Amount = Money.Of("usd", 1_200),
        Captured = Money.Of("usd", 4_200),
        Refunded = Money.Of("usd", 500),
        PaidAt = Now.AddDays(-3),
        Reason = RefundReason.Duplicate,
        MethodType = "card",
        EarlierRefunds = 1,
        PaymentStatus = PaymentStatus.Succeeded,
        IsDisputed = true,
        Dispute = DisputeStatus.Won,
        IsRefundableInDispute = true,
        LacksConnectDecision = true,
        IsReportedFraudulent = true,
        Missing = MissingFacts.Disputes,
    };

    /// <summary>A shorter line, such as most of a log are.</summary>
    internal static AuditEntry Outcome(MerchantId merchant, int number) => Entry(merchant, number) with
    {
        Action = AuditActions.RefundOutcome,
        Facts = null,
        Note = null,
        EventId = null,
        Reasons = [new DecisionReason("refund.made", RefundVerdict.Approved, "Stripe sent the refund to the customer's bank.")],
    };

    /// <summary>A log of so many lines: each refund is recorded, and then has its outcome.</summary>
    internal static List<AuditLine> Log(AuditChain chain, int lines, MerchantId? merchant = null, AuditAnchor tail = default)
    {
        var log = new List<AuditLine>(lines);
        for (var number = 1; number <= lines; number++)
        {
            var line = chain.Append(tail, number % 2 == 1 ? Entry(merchant, number) : Outcome(merchant ?? Acme, number));
            log.Add(line);
            tail = line.Anchor;
        }

        return log;
    }

    /// <summary>What the check of these lines comes to.</summary>
    internal static AuditVerification Check(
        AuditChain chain, IEnumerable<AuditLine> lines, AuditAnchor? expected = null, MerchantId? merchant = null, AuditAnchor after = default)
    {
        var walk = new AuditWalk(chain, merchant ?? Acme, after, expected);
        return lines.Select(walk.Take).FirstOrDefault(broken => broken is not null) ?? walk.End();
    }
}
